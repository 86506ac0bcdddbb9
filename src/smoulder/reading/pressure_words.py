# ruff: noqa: E501, SIM905  (lists of words stay on their lines)
"""Words by which news tells of what holds a group down: who presses, what they do, how it begins and ends."""

from __future__ import annotations

from smoulder.reading.stems import family

TROOPS = frozenset(
    "troop troops soldier soldiers force forces personnel peacekeeper peacekeepers adviser advisers advisor advisors marine marines battalion "
    "battalions brigade brigades regiment regiments contingent contingents detachment company companies unit units garrison garrisons "
    "paratroopers commandos legionnaires mercenaries instructors trainers observers monitors army armies military police gendarmes navy men "
    "helmets servicemen peacekeeping convoy column columns division divisions platoon guards presence deployment squadron squadrons".split()
)
"""Nouns for those who press, where the words beside them say who they are."""
BODIES = frozenset("mission missions operation force deployment presence contingent".split())
"""Nouns for a deployment as a whole."""
PARTS = frozenset(
    "rest last most half some all others remainder bulk first few none many hundreds thousands dozens third quarter number majority handful men "
    "ones part member members".split()
)
"""What stands for some of a force that was named before."""
ARMED_STATE = frozenset("army armies military police gendarmes navy garrison garrisons".split())
BARE = frozenset(
    "troops soldiers battalion battalions brigade brigades regiment regiments forces contingent units unit marines paratroopers commandos columns "
    "army military police detachment division divisions garrison garrisons convoy".split()
)
"""Of these, those that mean the state's own where nothing else is said."""
FOREIGN = frozenset("foreign international coalition allied regional multinational western european".split())
OWN = frozenset("government national state security federal local border".split())
KEEPING = frozenset(
    "peacekeeping peace monitoring observer observers blue-helmeted peacekeepers blue".split()
)
REBEL = frozenset(
    "rebel militant insurgent jihadist guerrilla separatist former ex-rebel islamist enemy".split()
)
AIRCRAFT = frozenset(
    "aircraft warplane warplanes jet jets plane planes bomber bombers helicopter helicopters drone drones gunship gunships airforce".split()
)

GOES = family("withdraw depart quit exit evacuate leave")
"""Their subject parts, alone or from a place."""
GOES_HOME = family(
    "go fly sail ship come pull cross move march return head drive board travel pack embark walk redeploy hurry"
)
"""Their subject parts with 'home', 'out', 'back' or a ship beside them."""
AWAY = frozenset(
    "home out back away off up ships ship planes plane aircraft trucks border over homeward bags".split()
)
GONE = frozenset("gone out away home abroad".split())
SENDS = family("withdraw pull bring send recall evacuate fly ship remove redeploy take move airlift")
"""Their object parts."""
SENDS_ALONE = family("withdraw recall evacuate remove redeploy")
ORDERS = family("kick order tell throw")
"""These expel only with 'out' beside them."""
EXPELS = family("expel oust eject evict banish kick order tell throw")
ENDS = family("end finish conclude complete close shut terminate dissolve wrap")
"""With a mission or deployment as object: it is over."""
CUTS = family(
    "cut reduce halve trim lower shrink scale draw thin slash whittle dwindle fall drop decrease downsize"
)
PARTING_NOUNS = family("withdrawal departure pullout pull-out drawdown exit pullback pull-back evacuation")
HANDS = family("hand turn transfer give return surrender yield pass relinquish vacate cede")
OVER = frozenset("over back up".split())
BASES = family(
    "base camp post outpost barracks airfield airbase airport hub garrison compound control security command responsibility fort position positions"
)
KEEPS = family("have keep deploy field maintain number station base count comprise retain muster")
BRINGS = family(
    "send deploy dispatch commit contribute land arrive station bring pledge reinforce promise offer provide add"
)
STAYS = family("remain stay serve linger continue")
ACTS = family(
    "patrol guard fight hunt raid train support escort back protect pursue chase battle help advise watch operate assist secure hold press surround"
)

PLANS = family(
    "plan intend agree promise decide prepare set due schedule expect pledge vow announce ready mean propose decision intention"
)
WANTS = family(
    "want ask demand urge call tell order request vote need press push seek beg appeal wish hope insist require resolve recommend give vote"
)
SAYS = family(
    "say announce tell declare confirm add state report promise pledge warn expect hope claim reveal vow decide agree"
)
PHASES = family("begin start continue finish complete resume")

AIR = frozenset("air aerial drone missile".split())
RAIDS = family("strike raid campaign bombardment bombing war operation attack sortie")
OFFENSIVES = family(
    "offensive operation campaign crackdown assault sweep onslaught raid patrol training mission activity push"
)
PUSHES = family("push drive clear recapture retake capture dislodge flush root")
SEIZED = family(
    "camp base stronghold town village hideout militant rebel insurgent fighter jihadist them district area"
)
STARTS = family(
    "launch begin start mount open wage conduct carry continue intensify step lead press stage pursue sign declare announce agree impose pass "
    "vote grant extend renew keep maintain observe respect adopt decree proclaim introduce order approve enact enforce reach place put slap honour prolong"
)
BEGINNINGS = family(
    "launch begin start open sign declare announce agree impose pass vote grant adopt proclaim introduce bomb strike hit attack land arrive send deploy"
)
"""Verbs whose day is that on which a pressure began; others tell only that it is there."""
RESUMES = family("resume restart relaunch reopen step-up renew")
STOPS = family(
    "halt pause suspend stop reduce scale cut curtail freeze wind end call finish complete abandon ease cease ground"
)
LIFTS = family(
    "lift drop end ease suspend cancel remove scrap expire lapse revoke relax waive repeal withdraw rescind"
)
BREAKS = family(
    "break end abandon call scrap tear cancel collapse fall run expire lapse unravel violate breach"
)
WISHES = family(
    "call demand urge propose seek want negotiate discuss reject refuse oppose threaten need consider request ask appeal pursue offer fail push suggest debate"
)
DANGLING = family(
    "talk negotiation call proposal offer demand prospect hope plan request threat appeal monitor violation breach committee chance debate possibility negotiator draft lack absence"
)
UNDONE = family("end lifting expiry collapse breakdown suspension easing")

TRUCES = frozenset("ceasefire cease-fire ceasefires truce truces armistice".split())
DEALS = frozenset("agreement accord deal pact settlement accords".split())
SANCTIONS = frozenset("sanctions embargo embargoes freeze ban".split())
EMERGENCY = frozenset("curfew curfews emergency lockdown".split())
AMNESTY = frozenset("amnesty amnesties pardon pardons".split())
BLOCKADES = frozenset("blockade siege encirclement cordon".split())
STATE_TARGETS = family(
    "government junta regime state country authorities army military ruler minister official general"
)
