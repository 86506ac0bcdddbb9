# ruff: noqa: E501, SIM905  (lists of words stay on their lines)
"""Word families by which news says how a group is: stems, sorted by the leaf of the tree they state."""

from __future__ import annotations

from smoulder.reading.stems import family
from smoulder.records.statement import Hypothesis

Leaves = tuple[Hypothesis, ...]

LOW: Leaves = ("degraded", "spent")
SPENT: Leaves = ("spent",)
PATIENCE: Leaves = ("patience",)
DEAL: Leaves = ("deal",)
MOVED: Leaves = ("moved",)

WEAK = family(
    "weak exhausted tired weary hungry starving scattered broken demoralised demoralized leaderless divided fragmented isolated desperate bankrupt "
    "crippled disorganised disorganized cornered harmless toothless powerless helpless outgunned outnumbered depleted battered disarmed surrounded "
    "encircled trapped shattered splintered reeling penniless crumbling drained ragged hunted ineffective irrelevant marginal marginalised "
    "overstretched contained worn bled spent brittle feeble frail"
)
DEAD = family(
    "defeated finished dead gone over destroyed routed eliminated eradicated annihilated crushed extinct history vanquished obliterated beaten smashed "
    "neutralised neutralized liquidated dismantled"
)
WAITING = family("patient dormant asleep quiescent content calm watchful")
ABLE = family(
    "able capable strong ready intact powerful dangerous lethal potent alive active resilient unbroken undefeated unscathed fit equipped whole"
)
"""Denied, they state weakness; of a group's means or of itself, said plainly, they deny it."""
WHOLE = family("intact alive unbroken undefeated unscathed untouched unharmed")

WAITS = family("wait rest sleep hide bide lurk hibernate linger dawdle")
YIELDS = family("surrender disarm register join die starve go return demobilise demobilize home")
"""What those who wait for it do not wait to fight again."""
WAITS_WITH = {
    "lie": "low", "lay": "low", "hold": "back off fire", "keep": "quiet still low head powder", "stay": "quiet put low",
    "sit": "tight still out", "count": "day hour month week", "save": "man fighter strength force ammunition bullet gun weapon money",
    "conserve": "strength force man fighter ammunition", "preserve": "strength force man fighter", "husband": "strength force man",
    "spare": "man fighter force strength city town", "play": "time game", "buy": "time", "bide": "time", "watch": "wait",
    "choose": "moment time ground", "pick": "moment time", "melt": "away", "go": "underground ground", "blend": "in",
    "slip": "away", "get": "ready", "gear": "up", "mark": "time",
}  # fmt: skip
"""Verbs that mean waiting with one of these words beside them."""
DECLINES = family("choose decide prefer opt order agree elect")
"""With a denied act: 'chose not to attack'."""
NEEDS = family("need bother hurry rush")

FADES = family(
    "bleed weaken dwindle shrink fade wither crumble disintegrate decline struggle starve collapse splinter fragment unravel wane ebb diminish falter "
    "stagger disperse scatter haemorrhage hemorrhage implode erode"
)
FADES_WITH = {
    "lose": "war battle ground territory district town base leader commander fighter man stronghold camp strength support money income ability capacity "
    "will grip hold momentum sanctuary land area village half most everything capital",
    "run": "out short low", "fall": "apart", "lack": "", "melt": "", "break": "up apart", "flee": "", "retreat": "",
}  # fmt: skip
BREAKS = family(
    "weaken degrade decimate cripple deplete disrupt halve reduce break batter maul contain corner encircle scatter exhaust shatter diminish "
    "demoralise demoralize isolate drain weary dent blunt disable disperse erode fragment squeeze choke"
)
BREAKS_WITH = {
    "wear": "down out",
    "cut": "half down size",
    "grind": "down",
    "bleed": "dry white",
    "drive": "out",
    "thin": "out",
    "bring": "knees",
}
ENDS = family(
    "defeat destroy finish crush eliminate eradicate annihilate rout vanquish obliterate smash dismantle neutralise neutralize liquidate beat"
)
ENDS_WITH = {"wipe": "out", "stamp": "out", "root": "out", "snuff": "out"}
"""What is done to a group."""

MEANS = family(
    "ammunition weapon weaponry arm gun bullet money cash fund man fighter manpower fuel food supply strength leader leadership command commander recruit "
    "resource means capacity capability ability base sanctuary support money number city territory chief order rifle income camp core structure finance "
    "network rank arsenal cache stronghold member cadre machine"
)
WITHERS = family(
    "rust go dry run dwindle collapse die vanish shrink rot break scatter desert evaporate melt fall crumble"
)
"""What happens to a group's means."""
SMALL = family("handful remnant shadow rump fragment shell husk ruin skeleton trickle few band")
THREAT = family("force threat danger army power match enemy challenge factor")
"""Denied, they state weakness: 'no longer a fighting force'."""
ACTS = family(
    "attack fight strike mount launch carry recover return regroup threaten resist operate wage control rebuild take hold reach win sustain recruit stand "
    "field move pay defend hit disrupt stage replace gather come survive"
)
REVIVES = family("rebuild recover revive return rise restore reconstitute resurrect regroup come")
KEEPS = family(
    "observe honour honor respect keep obey uphold abide stick adhere implement fulfil fulfill comply stand heed"
)
BREAKS_WORD = family("break violate breach abandon betray renege tear scrap go")
BOND = family(
    "truce ceasefire cease-fire deal agreement accord pact word promise pledge peace terms commitment settlement treaty armistice cessation"
)
JOINS = family("become integrate merge absorb join incorporate enlist transform turn")
STATE = family("army police force party politics government parliament life society service")
CEASES = family("fight war attack shoot arms weapon make take")
REGROUPS = family(
    "regroup recruit rearm re-arm stockpile replenish reorganise reorganize rebuild train draft conscript gather rally mobilise mobilize smuggle mass "
    "fortify reinforce replace resupply retrain"
)
REGROUPS_WITH = {
    "dig": "bunker trench tunnel in foxhole", "buy": "weapon gun arm explosive rifle", "prepare": "war offensive comeback return attack spring",
    "get": "ready", "raise": "money fund", "hide": "weapon arm gun", "bury": "weapon arm gun", "build": "bomb force army camp", "learn": "",
    "receive": "money training weapon", "give": "money training weapon", "open": "camp",
}  # fmt: skip
HOMES = family("home house life town village school road country church mosque farm shop business")
"""What those who fled rebuild."""
REAPPEARS = family(
    "return reappear resurface re-emerge reemerge retake recapture reoccupy re-enter reenter regain come"
)
"""With a place or 'back': a return that has happened."""
STAYS = family("stay remain linger persist")
HERE = frozenset(
    "here there among around near nearby active present area areas village villages hills forest town countryside".split()
)
"""A group that stays in these is still there."""
STRIKES = family(
    "kill attack shoot bomb raid ambush storm overrun burn kidnap abduct murder massacre shell strike assassinate seize loot behead"
)
"""Acts that show a group at work where they go on, in the perfect, or come after a quiet."""
