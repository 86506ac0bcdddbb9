# ruff: noqa: SIM905  (a list of words reads better as words)
"""spaCy's English tokenizer, brought to the conventions of UD English-EWT.

Words are divided at hyphens and slashes between letters, but a bound prefix stays with its word ('pre-war',
'e-mail'); a run of the same mark is one word ('!!', '***'); and common abbreviations keep their full stop. The
settings travel with the trained pipeline, so nothing of this file is needed to use it.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

_LETTER = "A-Za-zÀ-ɏЀ-ӿ"
_HYPHENS = "-|–|—|--|---|——|~"
_BOUND = (
    "anti auto bi bio co counter cyber de e ex extra hyper inter intra macro mega micro mid mini multi neo non off "
    "over para post pre pro pseudo quasi re semi sub super t trans ultra un under uni vice x"
).split()
_RUNS = [
    r"[!?]+",
    r"\*+",
    r"=+",
    r"_+",
    r"-{2,}",
    r"~+",
    r"<+",
    r">+",
    r"#{2,}",
    r"\.{2,}",
    r"[.][!?]+",
    r"[,]+",
    r"\$+",
]
_WHOLE = (
    "etc. Ft. No. Lt. Sgt. Col. Gen. Maj. Capt. Brig. Cpl. Pvt. Sat. Sun. Wed. Mon. Tue. Tues. Thu. Thurs. Fri. vs. "
    "Nos. Rs. Yahoo! approx. est. Ave. St. Blvd. Rd. Hon. Pres. Sec. Rev. Sr. Jr. Mt. Dept. Corp. Inc. Ltd. Co. Bros. "
    "Univ. Prof. Assoc. Assn. Int'l Nat'l Gov't U.S. U.N. U.K. p.m. a.m. P.M. A.M. Ph.D. M.D. e.g. i.e. cf. al. pp. p. "
    "fig. Sept. Jan. Feb. Mar. Apr. Aug. Oct. Nov. Dec. Jul. Jun. Okla. Calif. Fla. Tex. Wash. Mass. Conn. Pa. Va. "
    "Ill. Mich. Minn. Wis. Ariz. Colo. Ga. N.C. S.C. D.C. N.Y. N.J. L.A. &c. w/o w/"
).split()
_PARTS = {
    "and/or": ["and", "/", "or"],
    "wanna": ["wan", "na"],
    "gonna": ["gon", "na"],
    "Gonna": ["Gon", "na"],
    "gotta": ["got", "ta"],
    "cannot": ["can", "not"],
    "Cannot": ["Can", "not"],
    "DON'T": ["DO", "N'T"],
}


def adapt(nlp: Language) -> Language:
    """Give a pipeline's tokenizer EWT's conventions; the same pipeline is returned."""
    tokenizer = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*_RUNS, *nlp.Defaults.prefixes]).search
    tokenizer.suffix_search = compile_suffix_regex(
        [*_RUNS, r"(?<=:\d\d)(?:AM|PM|am|pm)", *nlp.Defaults.suffixes]
    ).search
    tokenizer.token_match = re.compile(r"(?:\d-)?(?:\d{3}-)?\d{3}-\d{4}").fullmatch  # a telephone number
    tokenizer.infix_finditer = compile_infix_regex(_infixes(nlp)).finditer
    for word in _WHOLE:
        tokenizer.add_special_case(word, [{ORTH: word}])
    for word, parts in _PARTS.items():
        tokenizer.add_special_case(word, [{ORTH: part} for part in parts])
    return nlp


def _infixes(nlp: Language) -> list[str]:
    no_prefix = "".join(
        rf"(?<!(?<![{_LETTER}]){''.join(f'[{letter}{letter.upper()}]' for letter in prefix)})"
        for prefix in _BOUND
    )
    return [
        *(infix for infix in nlp.Defaults.infixes if _HYPHENS not in infix),
        rf"(?<=[{_LETTER}0-9]){no_prefix}-(?=[{_LETTER}])",
        rf"(?<=[{_LETTER}0-9])(?:–|—|--+|~)(?=[{_LETTER}0-9])",
        rf"(?<=[{_LETTER}])/(?=[{_LETTER}])",
        rf"(?<=[{_LETTER}]):(?=[{_LETTER}])",
        rf"(?<=[{_LETTER}0-9)])[!?]+(?=[{_LETTER}])",
        r"[!?]{2,}",
    ]
