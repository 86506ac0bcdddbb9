"""Leaving items out: the same as an update that never had them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.left_out import posteriors, say, thinned
from smoulder.assessment.working import Working
from tests.assessment.test_flip import cases
from tests.assessment.worked import of_the_rest


@given(cases(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_set_left_out_gives_what_its_own_update_gives(working: Working, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(range(len(working.ids)))))
    np.testing.assert_allclose(posteriors(working, [sorted(gone)])[0], of_the_rest(working, gone), atol=1e-12)


@given(cases())
@settings(max_examples=20, deadline=None)
def test_posteriors_add_up_and_the_answer_is_their_mean(working: Working) -> None:
    chance = np.linspace(0.1, 0.6, working.start.size).reshape(working.start.shape)
    out = [[], *([at] for at in range(len(working.ids)))]
    said = say(working, chance, out)
    np.testing.assert_allclose(said.posterior.sum(axis=1), 1.0)
    np.testing.assert_allclose(said.posterior, posteriors(working, out))
    np.testing.assert_allclose(said.answer[0], (working.posterior * chance).sum(axis=0).mean())


@given(cases())
@settings(max_examples=10, deadline=None)
def test_a_thinned_case_is_the_case_in_those_draws(working: Working) -> None:
    np.testing.assert_allclose(thinned(working, 3).posterior, working.posterior[:, ::3])
