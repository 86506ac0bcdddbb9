"""How good past forecasts of this kind were: the model's on past lulls, and the desk's own."""

from __future__ import annotations

from smoulder.brief.charts.record import main_track, record_chart
from smoulder.brief.known import known
from smoulder.brief.language.digits import digits
from smoulder.brief.language.say import say, to_say
from smoulder.brief.numbers import amount, figure, months_words, told
from smoulder.brief.page import Block, Bullets, Line, Picture, Row, Run, Section, Table, Text
from smoulder.brief.phrase import as_is, phrase, phrase_many
from smoulder.records.case import Assessment
from smoulder.records.track import Track, TrackRecord

METHOD = "method-record"
WHOSE = {"backtest": to_say("the model"), "desk": to_say("this desk")}
TOPICS = {"comeback": to_say("comeback"), "major": to_say("major comeback")}


def record_section(assessment: Assessment, record: TrackRecord) -> Section:
    """In words, as a plot, as a table, and how to compute it again."""
    blocks: list[Block] = []
    main = main_track(assessment)
    if main is not None:
        blocks.append(Text(_model_words(main)))
    chart = record_chart(assessment)
    if chart is not None:
        blocks.append(Picture(chart))
    if record.tracks:
        blocks.append(_table(record.tracks))
    if not any(one.of == "desk" for one in record.tracks):
        blocks.append(Text(_none_yet()))
    if record.tracks:
        blocks += _again(record.tracks)
    return Section("record", say("How good it has been"), tuple(blocks))


def _model_words(track: Track) -> Line:
    """What the main track says."""
    return phrase(
        "The model was asked {questions} past questions of this kind, {which}: every third month of {lulls} lulls, "
        "each time seeing only what had come before, in today's figures, and nothing of the group that was asked "
        "about. Within {months} its Brier score was {brier}; that of the share of past lulls by age was {base} on "
        "the same questions (nought is best). The lull of this case is not left out, nor are questions "
        "later than the as-of day.",
        questions=figure(amount(track.questions), METHOD),
        which=told(track.words, METHOD),
        lulls=figure(amount(track.clusters), METHOD),
        months=months_words(track.horizon),
        brier=figure(score_words(track.brier), METHOD),
        base=figure(score_words(track.base), METHOD),
    )


def _none_yet() -> Line:
    return (
        Run(say("This desk has no record yet:"), tone="strong"),
        Run(" "),
        Run(say("no question of a kept answer of this kind has come out.")),
    )


def _table(tracks: tuple[Track, ...]) -> Table:
    rows = tuple(
        Row(
            (
                _kind(one),
                (Run(months_words(one.horizon)),),
                phrase_many(
                    "{questions} ({lulls} lull)",
                    "{questions} ({lulls} lulls)",
                    one.clusters,
                    questions=figure(amount(one.questions), METHOD),
                    lulls=figure(amount(one.clusters), METHOD),
                ),
                (figure(score_words(one.brier), METHOD),),
                (figure(score_words(one.base), METHOD),),
                _better(one),
            ),
            marked=one.of == "desk",
        )
        for one in tracks
    )
    return Table(
        say(
            "Mean Brier score, 0 is best, beside that of the base rate on the same questions: for the model the share "
            "of past lulls by age, for the desk the past cases of each answer. Better by: the second less the first, "
            "with 90\u00a0% interval where enough lulls tell."
        ),
        (say("Forecasts"), say("Within"), say("Questions"), say("Brier"), say("Base rate"), say("Better by")),
        rows,
        stacks=True,
        data="record",
    )


def _kind(track: Track) -> Line:
    """Whose forecasts, of what; those of the desk with how they were closed."""
    line = phrase("{whose}, {topic}", whose=say(WHOSE[track.of]), topic=say(TOPICS[track.topic]))
    if track.of == "backtest":
        return line
    return (*line, Run(say("; ")), known(track.words, tone="quiet"))


def _better(track: Track) -> Line:
    gain = figure(signed(track.base - track.brier), METHOD)
    if track.low is None or track.high is None:
        return (gain,)
    bounds = say("({low} to {high})", low=signed(track.low), high=signed(track.high))
    return (gain, Run(" "), Run(bounds, METHOD, "quiet"))


def _again(tracks: tuple[Track, ...]) -> list[Block]:
    """The commands, each once."""
    commands = dict.fromkeys(one.command for one in tracks if one.command)
    if not commands:
        return []
    intro = Text((Run(say("To compute it again:")),), "note")
    return [intro, Bullets(tuple((as_is(one, METHOD),) for one in commands))]


def score_words(score: float) -> str:
    """A Brier score with three decimals.

    >>> score_words(0.04238)
    '0.042'
    """
    return digits(f"{score:.3f}")


def signed(value: float) -> str:
    """A difference of scores with its sign.

    >>> signed(0.0052), signed(-0.0101), signed(0.0001)
    ('+0.005', '−0.010', '0.000')
    """
    number = f"{abs(value):.3f}"
    sign = "" if number == "0.000" else "+" if value > 0 else "−"
    return digits(f"{sign}{number}")
