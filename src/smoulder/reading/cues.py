# ruff: noqa: E501  (a table row stays on its line)
"""Words by which news gives something to a source: verbs, nouns and adjectives, with what they take.

A verb stands in every table whose complement it takes as what is said, thought or wanted: a clause ('said that …'),
an infinitive ('plans to …'), a noun ('denied the charge'), or a noun behind a preposition ('called for talks').
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["said", "thought", "felt", "judged", "intended", "decided", "shown"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAID = _words(
    "accuse acknowledge add address admit advise allege announce answer apologise apologize argue ask assert assure attest beg bemoan "
    "blog boast brag brief broadcast call caption caution chant charge chime cite claim clarify comment complain concede conclude "
    "concur confirm congratulate contend continue counter cry declare demand deny deride describe detail disclose discuss dispute "
    "elaborate emphasise emphasize enquire exclaim explain highlight hint imply indicate inform inquire insist interject interview "
    "invite joke lament lecture maintain mention murmur muse mutter narrate note notify object observe opine outline plead pledge "
    "post preach predict proclaim profess promise pronounce propose protest publish question quip quote read rebut recall recommend "
    "recount refute reiterate relate remark remind repeat reply report request respond retort retweet reveal say scream shout signal "
    "speculate state stress suggest summarise summarize swear telegraph tell testify thank theorize threaten tout tweet underscore "
    "urge vow warn whisper wonder write yell"
)
THOUGHT = _words(
    "agree anticipate assume believe calculate conceive conclude consider contemplate deem disagree discover doubt envisage envision "
    "estimate expect feel figure find forecast foresee forget guess hear imagine interpret judge know learn mistake notice perceive "
    "ponder presume realise realize reason reckon recognise recognize regard remember see sense suppose suspect think trust "
    "understand view wonder"
)
FELT = _words(
    "admire appreciate care cherish crave desire despise dislike distrust dread enjoy envy favor favour fear hate hope like loathe "
    "love mistrust mourn prefer regret relish resent respect tolerate value want welcome wish worry"
)
JUDGED = _words(
    "accept acclaim accuse admonish advocate applaud approve assail attack back bash berate blame blast brand call castigate "
    "challenge champion characterise characterize chastise chide commend compare condemn contest credit criticise criticize declare "
    "decry defend demonize denounce depict deplore deride describe disapprove disavow dismiss disown disparage dispute dub embrace "
    "endorse excoriate favor favour hail hammer honor honour insult label lambast lambaste laud liken mock oppose pan portray praise "
    "promote question rebuke reject renounce reprimand repudiate ridicule rip salute scold scorn skewer slam slander slap support "
    "thank tout trash vilify"
)
INTENDED = _words(
    "agree aim ask aspire beg call commit consider decide decline demand desire expect hesitate hope intend long mean  "
    "offer opt plan plead pledge promise propose refuse request resolve seek strive swear threaten urge volunteer vow "
    "want wish yearn"
)
DECIDED = _words(
    "acquit adopt allow appoint approve authorise authorize ban bar certify charge command convict decide decree designate determine "
    "direct enact forbid grant impose indict instruct mandate nominate order overturn pardon permit pick prohibit recommend require "
    "rule sanction select sentence subpoena sue summon uphold veto vote"
)
SHOWN = _words(
    "argue conclude confirm demonstrate detail determine document estimate find illustrate indicate point prove record reveal show "
    "signal suggest"
)
_CLAUSE = _words(
    "accept appreciate care credit decide decree demonstrate determine dislike document dread enjoy fear hate hope intend like love "
    "mandate mock order plan point prefer prove regret reject require rule rumor rumour show stipulate vote want warrant wish worry"
)
CLAUSE = SAID | THOUGHT | _CLAUSE
"""Verbs whose clause is what is said."""
_INFINITIVE = _words(
    "advise allege allow authorise authorize believe challenge claim command direct dread encourage estimate favor favour fear find "
    "forbid hate instruct invite know like love oppose order permit persuade prefer profess recommend remind report require rumor say "
    "tell think vote warn"
)
INFINITIVE = INTENDED | _INFINITIVE
"""Verbs whose infinitive is what is wanted or said."""
OBJECT = _words(
    "accept acclaim accuse acknowledge admire admit admonish  advocate affirm allege announce answer anticipate applaud "
    "appoint appreciate approve articulate ask assail assure attack authorize back ban bash believe bemoan berate blame blast brand "
    "call care castigate challenge chant characterise characterize chastise cherish chide cite claim clarify commend compare "
    "concede condemn confirm consider contemplate contest contradict convey crave credit criticise criticize decide declare decline "
    "decry deem defend demand demonize denounce deny depict deplore deride describe desire despise dictate "
    "disapprove disavow disclose discover discuss dislike dismiss disown disparage dispute disregard distrust document doubt dread "
    "dub echo emphasise emphasize endorse envy estimate excoriate expect explain express favor favour fear float "
    "foresee forget hail hammer hate highlight honor honour hope illustrate imagine impose indicate inform insult intend "
    "invoke judge know label lambast lambaste lament laud learn like liken loathe love mandate mention misrepresent mistrust mock "
    "mourn nominate note notice notify observe offer oppose order outline overturn pan pitch plan pledge ponder portray praise preach "
    "predict prefer promise propose protest question quote reaffirm realise realize rebuff rebuke rebut recall "
    "recognise recognize recommend recount reference refuse refute regard regret reiterate reject relay relish remember remind "
    "renounce repeat reprimand repudiate request resent respect reveal ridicule rip salute scold scorn seek show signal skewer slam "
    "slander slap state stress suggest support suspect tackle telegraph thank threaten tolerate tout trash trust underline underscore "
    "understand unveil uphold urge value veto view vilify voice want warn weigh welcome wish worry back"
)
"""Verbs whose object is what is said, thought or judged."""
BEHIND = {
    "about": _words(
        "argue ask boast brag care comment complain dream fret hear inquire joke know learn lecture lie muse rant rave speak talk tell testify think tweet warn wonder worry write"
    ),
    "of": _words(
        "accuse approve boast brag complain conceive convict disapprove dream hear know learn speak talk tell think warn"
    ),
    "for": _words(
        "advocate apologise apologize argue ask attack beg blame blast call campaign criticize hope lobby long plead praise pray press push rip slam thank vouch wish"
    ),
    "against": _words("advise argue campaign caution come inveigh lobby protest rail rule speak vote warn"),
    "to": _words(
        "admit agree allude aspire commit confess object plead point react refer respond subscribe swear testify"
    ),
    "with": _words("agree concur disagree empathize side sympathise sympathize threaten"),
    "on": _words(
        "comment decide elaborate expand focus insist opine reflect rule speak testify touch vote vow weigh"
    ),
    "in": _words("believe trust"),
    "at": _words("aim bristle hint lash laugh marvel mock point scoff"),
    "as": _words(
        "brand cast characterise characterize denounce depict describe dismiss interpret label paint portray regard see view"
    ),
    "over": _words("argue attack blast criticize fret protest slam worry"),
    "from": _words("learn"),
}
"""Verbs whose noun behind a preposition is what is said."""
ADDRESSED = _words(
    "advise ask assure brief convince inform notify persuade promise remind teach tell urge warn"
)
"""Verbs whose object is the person spoken to where a clause follows."""
SPEECH = _words(
    "point put accuse acknowledge add admit advise agree allege announce answer apologise apologize argue ask assert assure attest beg begin "
    "believe bemoan blog boast boom brag brief broadcast caption caution chant chime claim clarify comment complain concede conclude "
    "concur confirm congratulate contend continue counter crow cry declare demand deny deride disclose dispute drawl elaborate "
    "emphasise emphasize enquire exclaim explain fear fume go guess gush highlight hint hope imply indicate inform inquire insist "
    "interject joke know lament laugh lecture maintain mention murmur muse mutter narrate nod note notify object observe opine plead "
    "pledge post preach predict proclaim profess promise pronounce propose protest quip rail rebut recall recommend recount refute "
    "reiterate relate remark remind repeat reply report request respond retort retweet reveal say scream shout sigh signal smile snap "
    "speculate state stress suggest summarise summarize suppose swear telegraph tell testify theorize think threaten tout tweet "
    "underscore urge vow warn whisper wonder write yell"
)
"""Verbs that may stand beside or behind what is said: '…, she quipped'."""
QUOTING = _words("begin boom drawl fume go guess gush laugh nod put rail sigh smile snap")
"""Of these, verbs that say something only beside a quotation or a colon."""
RAISES = _words("raise")
"""Verbs whose object is what is said where it is a noun such as 'doubt' or 'question'."""
DENIES = _words("decline deny disagree disavow dispute doubt oppose refuse refute reject")
"""Verbs that say no by themselves."""
NOUNS = _words(
    "account accusation acknowledgement acknowledgment admission advice agreement aim allegation ambition anger announcement answer "
    "appeal approval argument assertion assessment assumption assurance belief call charge claim comment commitment complaint concern "
    "conclusion condemnation confession confidence consensus contention conviction criticism decision declaration demand denial "
    "description desire determination disagreement disapproval disclosure doubt endorsement enthusiasm estimate evidence expectation "
    "explanation fear feeling finding goal guarantee hint hope idea impression insistence intention interest judgement judgment "
    "knowledge message notion objection offer opinion opposition order outrage perception plan plea pledge position praise prediction "
    "preference promise proposal question recommendation refusal regret rejection reluctance remark reminder reply report request "
    "resolution response revelation ruling rumor rumour scepticism sense skepticism speculation stance statement suggestion support "
    "suspicion sympathy testimony theory thought threat understanding view vision vow warning willingness wish worry"
)
"""Nouns whose clause is what is said: 'the claim that …'."""
WITH_NOUN = _words(
    "account accusation acknowledgment admission advocacy allegation anger announcement approval backing belief call comment "
    "complaint concern condemnation confession criticism declaration defence defense demand denial description disapproval disavowal "
    "disclosure dislike dismissal distrust embrace endorsement fear hatred hope love objection opinion opposition outrage plea praise "
    "prediction preference promise proposal question regret rejection remark request scepticism skepticism support suspicion "
    "view warning worry"
)
"""Nouns whose noun behind a preposition is what is said: 'criticism of the plan'."""
LIGHT = _words(
    "air announce come declare defend deliver deny draw express face file form get give have hold issue level make offer outline post "
    "publish put raise reach receive reiterate reject release remain repeat send share show sign stand state take voice write"
)
"""Verbs that lend a noun its source: 'she made the claim that …'."""
PAPERS = _words(
    "statement letter tweet memo email e-mail report article op-ed column speech interview message post note video ad advertisement editorial release "
    "brief filing complaint motion bill resolution announcement testimony ruling order petition poll survey study document text ticket sign lawsuit"
)
"""Things that hold words: the one who makes them is the source where he is named."""
ADJECTIVES = _words(
    "adamant afraid alarmed amazed angry anxious ashamed aware bullish certain comfortable committed concerned confident "
    "content convinced critical curious determined disappointed dismissive doubtful eager embarrassed envious excited fearful fond "
    "frustrated furious glad grateful happy hesitant hopeful ignorant impressed inclined insistent interested jealous keen loath "
    "mindful nervous opposed optimistic outraged pessimistic pleased proud reluctant sad satisfied sceptical shocked sick skeptical "
    "sorry supportive sure surprised suspicious thankful thrilled tired tolerant unaware unclear uncomfortable uneasy unwilling upset "
    "wary willing worried"
)
"""Adjectives whose clause or phrase is what is thought or felt: 'aware that …', 'critical of …'."""

NO_CUES = _words("make let help be seem appear happen mean ensure have get keep cause become do go come stay")
"""Verbs with a clause that give nothing to anybody."""
NAMING = _words("call label dub brand describe name know")
"""Verbs that only name a thing in 'a class called …'."""
LINKS = _words("of for about on against to with toward towards over that")
"""Small words between a noun or adjective and what it is about."""
DOUBLED = _words("admit beg plan quip blog slam pan ban bar rip dub permit submit regret commit concur rebut")
"""Verbs that double their last letter: 'admitted'."""

REPORTED = _words(
    "say tell add warn insist believe think argue fear admit deny predict vow pledge promise threaten stress claim caution acknowledge "
    "concede complain explain reiterate conclude estimate allege hope expect maintain emphasise emphasize assert recall agree announce "
    "confirm declare state note observe report reveal suggest indicate find testify write tweet comment remark reply respond answer "
    "continue recount ask wonder disclose hint assess judge rule signal contend stipulate repeat point urge put"
)
"""Verbs whose clause or quotation is a statement for a brief."""
SAID_OF_A_NOUN = _words("warn deny admit acknowledge concede predict claim promise threaten pledge vow fear")
"""Of these, verbs whose bare noun says what is meant: 'denied any part in it'."""
WITHHELD = _words("decline refuse")
"""Verbs behind which 'to say' or 'to confirm' gives what is not said."""
REPORTED_NOUNS = _words(
    "statement claim report announcement allegation assertion warning suggestion accusation declaration"
)
"""Nouns whose clause is a statement for a brief, where somebody makes it."""


def kind_of(word: str) -> Kind:
    """What giving a word does: saying before thinking, and so on down the rows.

    >>> kind_of("say"), kind_of("hope"), kind_of("condemn")
    ('said', 'felt', 'judged')
    """
    rows: tuple[tuple[Kind, frozenset[str]], ...] = (
        ("said", SAID), ("thought", THOUGHT), ("felt", FELT), ("judged", JUDGED), ("intended", INTENDED),
        ("decided", DECIDED), ("shown", SHOWN),
    )  # fmt: skip
    return next((kind for kind, words in rows if word in words), "said")
