"""What no list settles is flagged, and ordinary talk is not."""

import pytest

from onbackground.attribution.flags import Reason
from onbackground.attribution.guard import Guard
from onbackground.attribution.roster import Roster, Seat

ROSTER = Roster(
    (
        Seat(id="s1", name="Ngozi Okafor", alias="Official One", agency="Department of Justice"),
        Seat(id="s2", name="Dmitri Volkov", alias="Senior State Department Official", agency="State Department"),
        Seat(id="s3", name="Ana Rowan", alias="Official Three", agency="Harbor Safety Commission"),
    )
)
GUARD = Guard(ROSTER, keep=["Elena Tidewater", "Ocean Wire"], misheard=False)


def flags(text: str, *, asking: bool = False) -> list[tuple[str, str, str]]:
    return [(f.reason.value, f.found, f.suggestion) for f in GUARD.apply(text, asking=asking).flags]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Thanks, Kate.", ("addressed", "Kate", "[redacted]")),
        ("Thank you so much, Kate, and hello.", ("addressed", "Kate", "[redacted]")),
        ("Over to you, Kate.", ("addressed", "Kate", "[redacted]")),
        ("I’ll turn it over to Kate for questions.", ("addressed", "Kate", "[redacted]")),
        ("Kate, please go ahead.", ("addressed", "Kate", "[redacted]")),
        ("Kate, over to you.", ("addressed", "Kate", "[redacted]")),
        ("Kate, do you want to start?", ("addressed", "Kate", "[redacted]")),
        ("to Senior Administration Official One for his remarks", ("gender", "his", "their")),
        ("My name is Kate Miller.", ("self-introduction", "Kate Miller", "[redacted]")),
        ("I’m Zolan with the Department.", ("self-introduction", "Zolan", "[redacted]")),
        ("This is Quillon’s team again.", ("self-introduction", "Quillon", "[redacted]")),
        ("Hi, this is the Quillons again.", ("self-introduction", "Quillons", "[redacted]")),
        ("Thank you, the quillons, and hello.", ("addressed", "quillons", "[redacted]")),
        ("Thank you, the annoyance and thank you, everyone.", ("addressed", "annoyance", "[redacted]")),
        ("I’m the ambassador to Arcadia.", ("self-introduction", "ambassador", "[redacted]")),
        ("Over to Okafor for his remarks.", ("gender", "his", "their")),
        ("Thanks, Okafor. She’ll take that.", ("gender", "She’ll", "they'll")),
        ("I’d ask my colleague if she has more.", ("gender", "she", "they")),
        ("My colleague at the Harbour Board read the survey, and he wrote the rest.", ("gender", "he", "they")),
        ("when I was ambassador in Chile, we", ("biography", "I was ambassador in Chile", "[redacted]")),
        ("as my predecessor said", ("biography", "my predecessor", "[redacted]")),
        ("as a former prosecutor, I know", ("biography", "former prosecutor", "[redacted]")),
        ("in my time at the embassy", ("biography", "my time at the embassy", "[redacted]")),
        ("This is Okafor from DOJ.", ("agency", "DOJ", "[redacted]")),
        ("my colleague from the Justice Department", ("agency", "Justice Department", "[redacted]")),
        ("a senior DOJ official said", ("agency", "DOJ", "[redacted]")),
        ("our colleagues at HSC know", ("agency", "HSC", "[redacted]")),
        ("Henrik, can you speak to the tides?", ("addressed", "Henrik", "[redacted]")),
        ("So, Ingrid, the floor is yours.", ("addressed", "Ingrid", "[redacted]")),
        ("And Matilda, if you want to chime in.", ("addressed", "Matilda", "[redacted]")),
        ("Okay, Beatrix, your line should be open.", ("addressed", "Beatrix", "[redacted]")),
        ("Agreed, Solveig.", ("addressed", "Solveig", "[redacted]")),
        ("Much appreciated, Oswin.", ("addressed", "Oswin", "[redacted]")),
        ("To build on what Anna said, the tide is out.", ("addressed", "Anna", "[redacted]")),
        ("To Marianne’s point, the pier is closed.", ("addressed", "Marianne", "[redacted]")),
        ("Torsten, I’ll let you answer that.", ("addressed", "Torsten", "[redacted]")),
        ("Can I ask Henrik to take that?", ("addressed", "Henrik", "[redacted]")),
        ("We’ll start with Matilda.", ("addressed", "Matilda", "[redacted]")),
        ("Let me bring in Yusuf.", ("addressed", "Yusuf", "[redacted]")),
        ("Is Marianne still on the line?", ("addressed", "Marianne", "[redacted]")),
        ("Over to my colleague, Gunvor.", ("addressed", "Gunvor", "[redacted]")),
        ("Perfect, Ingrid, thanks.", ("addressed", "Ingrid", "[redacted]")),
        ("Sorry, Marit, go on.", ("addressed", "Marit", "[redacted]")),
        ("My name is Gunvor Ekdahl.", ("self-introduction", "Gunvor Ekdahl", "[redacted]")),
        ("My name’s Oswin.", ("self-introduction", "Oswin", "[redacted]")),
        ("Good morning, this is Torsten Vik.", ("self-introduction", "Torsten Vik", "[redacted]")),
        ("I am Anselm Ekdahl of the pilots’ office.", ("self-introduction", "Anselm Ekdahl", "[redacted]")),
        ("Hi, it’s Ottilie here.", ("self-introduction", "Ottilie", "[redacted]")),
        ("Gunvor Ekdahl speaking.", ("self-introduction", "Gunvor Ekdahl", "[redacted]")),
        ("Hello, Torsten Vik here, glad to join.", ("self-introduction", "Torsten Vik", "[redacted]")),
        ("It is Sigrid Moe at the tide desk.", ("self-introduction", "Sigrid Moe", "[redacted]")),
        ("This is Gunvor.", ("self-introduction", "Gunvor", "[redacted]")),
        ("[Official One], sir, over to you.", ("gender", "sir", "[redacted]")),
        ("Yes, ma’am.", ("gender", "ma’am", "[redacted]")),
        ("Thank you, gentlemen.", ("gender", "gentlemen", "[redacted]")),
        ("I’d like to thank him for the survey.", ("gender", "him", "them")),
        ("Let me turn it over to her for that.", ("gender", "her", "them")),
        ("I’ll ask her to start.", ("gender", "her", "them")),
        ("Our next speaker wrote it. He knows the harbour.", ("gender", "He", "they")),
        ("My boss is late. She’ll join soon.", ("gender", "She’ll", "they'll")),
        ("We heard from the gentleman from Arcadia.", ("gender", "gentleman", "official")),
        ("I spent six years in Brisk as a pilot.", ("biography", "I spent six years in Brisk as", "[redacted]")),
        ("I was the lead negotiator there.", ("biography", "I was the lead", "[redacted]")),
        ("I used to teach it.", ("biography", "I used to teach it", "[redacted]")),
        ("I grew up in Brisk.", ("biography", "I grew up in Brisk", "[redacted]")),
        ("I’ve been in this job for a month.", ("biography", "I’ve been in this job for a month", "[redacted]")),
        ("My wife sails.", ("biography", "My wife", "[redacted]")),
        ("In my three years as mayor, I saw it.", ("biography", "my three years as mayor", "[redacted]")),
        ("I led the delegation.", ("biography", "I led the delegation", "[redacted]")),
        ("As the daughter of fishermen I know.", ("biography", "As the daughter of fishermen", "[redacted]")),
        ("As the first woman to sail it, I know.", ("biography", "As the first woman to sail", "[redacted]")),
        ("Go ahead, Annis.", ("addressed", "Annis", "[redacted]")),
        ("Let’s bring in Averil.", ("addressed", "Averil", "[redacted]")),
        ("No, Averil is quite right.", ("addressed", "Averil", "[redacted]")),
        ("Yes, Averil, and that is the point.", ("addressed", "Averil", "[redacted]")),
        ("So Helga drew the first half.", ("addressed", "Helga", "[redacted]")),
        ("I would give Helga a chance to come in.", ("addressed", "Helga", "[redacted]")),
        ("Helga will close.", ("addressed", "Helga", "[redacted]")),
        ("Okay. Averil?", ("addressed", "Averil", "[redacted]")),
        ("Averil, I’ll leave that one to you.", ("addressed", "Averil", "[redacted]")),
        ("I told Averil before the call.", ("addressed", "Averil", "[redacted]")),
        ("Averil and her team drew it.", ("addressed", "Averil", "[redacted]")),
        ("When I was at the Bank, it was so.", ("biography", "When I was at the Bank", "[redacted]")),
        ("I’ve testified on this twice.", ("biography", "I’ve testified on this", "[redacted]")),
        ("As a hydrologist, I see it.", ("biography", "As a hydrologist", "[redacted]")),
        ("I just started in this role.", ("biography", "I just started in this role", "[redacted]")),
        ("I come from a family of pilots.", ("biography", "I come from a family", "[redacted]")),
        ("I’ve only been in this post since May.", ("biography", "I’ve only been in this post", "[redacted]")),
        ("I am the first woman in this seat.", ("biography", "I am the first woman in this", "[redacted]")),
        ("I was in uniform then.", ("biography", "I was in uniform", "[redacted]")),
        ("It came up after my nomination.", ("biography", "my nomination", "[redacted]")),
        ("In my former capacity I saw it.", ("biography", "my former capacity", "[redacted]")),
        ("We fish in my home town.", ("biography", "my home town", "[redacted]")),
        ("It was back when I was mayor there.", ("biography", "back when I was mayor there", "[redacted]")),
        ("I’m a Quaker.", ("biography", "I’m a Quaker", "[redacted]")),
        ("Before my current job I sailed.", ("biography", "Before my current job", "[redacted]")),
        ("It is for my own agency, DOJ.", ("agency", "DOJ", "[redacted]")),
        ("My counterpart will say what he saw.", ("gender", "he", "they")),
        ("We heard from the lady from Arcadia.", ("gender", "lady", "official")),
        ("Message me at +1 202 555 0142.", ("self-introduction", "+1 202 555 0142", "[redacted]")),
        ("Q    When you were still at Harbors, was it?", ("biography", "When you were still at Harbors", "[redacted]")),
        ("Q    In your time at the Bank, did it?", ("biography", "your time at the", "[redacted]")),
        ("I’m a Marine, so forgive me.", ("biography", "I’m a Marine", "[redacted]")),
        ("I sailed cutters in the Navy.", ("biography", "I sailed cutters in the Navy", "[redacted]")),
        ("As a Mexican American I mind it.", ("biography", "As a Mexican American", "[redacted]")),
        ("I represent DOJ on this call.", ("agency", "DOJ", "[redacted]")),
        ("Averil and I were there.", ("addressed", "Averil", "[redacted]")),
        ("That’s a question for Averil.", ("addressed", "Averil", "[redacted]")),
        ("Averil, please correct me.", ("addressed", "Averil", "[redacted]")),
        ("Averil, are you still there?", ("addressed", "Averil", "[redacted]")),
        ("I know what Averil thinks.", ("addressed", "Averil", "[redacted]")),
        ("Let’s get Averil back on the line.", ("addressed", "Averil", "[redacted]")),
        ("My colleague Averil can give it.", ("addressed", "Averil", "[redacted]")),
        ("I lead the dredging team.", ("biography", "I lead the dredging team", "[redacted]")),
        ("As a veteran, I feel that.", ("biography", "As a veteran", "[redacted]")),
        ("As your former mayor, I’d say so.", ("biography", "former mayor", "[redacted]")),
        ("I’m a lawyer by training.", ("biography", "I’m a lawyer by training", "[redacted]")),
        ("I was in the Navy then.", ("biography", "I was in the Navy", "[redacted]")),
        ("I’ve done this job for years.", ("biography", "I’ve done this job for years", "[redacted]")),
        ("Since I became envoy, it rains.", ("biography", "Since I became envoy", "[redacted]")),
        ("After I left the Senate, I sailed.", ("biography", "After I left the Senate", "[redacted]")),
        ("my last week in this office", ("biography", "my last week in this office", "[redacted]")),
        ("I’m the deputy here.", ("self-introduction", "deputy", "[redacted]")),
        ("DOJ, where I sit, agrees.", ("agency", "DOJ", "[redacted]")),
        ("As DOJ’s representative here, I agree.", ("agency", "DOJ", "[redacted]")),
        ("Our lawyers at DOJ agree.", ("agency", "DOJ", "[redacted]")),
        ("Hello, this is Commander Ekdahl.", ("self-introduction", "Ekdahl", "[redacted]")),
        ("This gentleman next to me drew it.", ("gender", "gentleman", "official")),
        ("Senior Administration Official Nine gave her view.", ("gender", "her", "their")),
        ("From our side at DOJ, it is clear.", ("agency", "DOJ", "[redacted]")),
        ("The DOJ person here agrees.", ("agency", "DOJ", "[redacted]")),
        ("As a mother of four, I know.", ("biography", "As a mother of four", "[redacted]")),
        ("As an engineer by training, I like it.", ("biography", "As an engineer by training", "[redacted]")),
        ("Having commanded a cutter, I know.", ("biography", "Having commanded a cutter", "[redacted]")),
        ("Before joining the board I fished.", ("biography", "Before joining the board", "[redacted]")),
        ("When I ran the port, we did.", ("biography", "When I ran the port", "[redacted]")),
        ("I came here from Arcadia.", ("biography", "I came here from Arcadia", "[redacted]")),
        ("my first week in this office", ("biography", "my first week in this office", "[redacted]")),
        ("I was the U.S. consul there once.", ("biography", "I was the U.S. consul", "[redacted]")),
        ("I only got confirmed in spring.", ("biography", "I only got confirmed in spring", "[redacted]")),
        ("I have just been promoted.", ("biography", "I have just been promoted", "[redacted]")),
        ("My colleague is the counselor for tides.", ("biography", "counselor", "[redacted]")),
        ("I testified on the dredging bill.", ("biography", "I testified on the", "[redacted]")),
        ("I was on the Hill then.", ("biography", "I was on the Hill", "[redacted]")),
        ("It is in my doctoral thesis.", ("biography", "my doctoral thesis", "[redacted]")),
        ("My boss, the Harbourmaster, agrees.", ("biography", "My boss, the Harbourmaster", "[redacted]")),
        ("As the chief harbour pilot, I see it.", ("biography", "As the chief harbour pilot", "[redacted]")),
        ("As the person who dredged it, I know.", ("biography", "As the person who dredged it", "[redacted]")),
        ("I’m the one who signs the charts.", ("biography", "I’m the one who signs the", "[redacted]")),
        ("Our second briefer is our envoy for tides.", ("biography", "envoy", "[redacted]")),
        ("[Official One], who is the chief inspector, is on.", ("biography", "chief inspector", "[redacted]")),
        ("[Official One], Deputy Director for Tides.", ("biography", "Deputy Director", "[redacted]")),
        ("Thank you, Admiral, and hello.", ("addressed", "Admiral", "[redacted]")),
        ("Madam Secretary, we can hear you.", ("addressed", "Madam Secretary", "[redacted]")),
        ("Go ahead, Mr. Commissioner.", ("addressed", "Mr. Commissioner", "[redacted]")),
        ("Thank you, Mr. Ekdahl.", ("addressed", "Ekdahl", "[redacted]")),
        ("Over to Captain Ekdahl for that.", ("addressed", "Ekdahl", "[redacted]")),
        ("Over to Deputy Assistant Secretary Ekdahl.", ("addressed", "Ekdahl", "[redacted]")),
        ("Thank you, Professor Mirror.", ("addressed", "Mirror", "[redacted]")),
        ("Thank you, Undersecretary.", ("addressed", "Undersecretary", "[redacted]")),
        ("Thanks, Mirror, and hello.", ("addressed", "Mirror", "[redacted]")),
        ("I believe Ingrid covered the pier.", ("addressed", "Ingrid", "[redacted]")),
        ("For her remarks we go to the next speaker.", ("gender", "her", "their")),
        ("You know him from the pier.", ("gender", "him", "them")),
        ("You can follow me at @tidekeeper.", ("self-introduction", "@tidekeeper", "[redacted]")),
        ("Reach me on 202-555-0143.", ("self-introduction", "202-555-0143", "[redacted]")),
        ("Those of us at DOJ sail.", ("agency", "DOJ", "[redacted]")),
        ("Those of us in the Justice Department sail.", ("agency", "Justice Department", "[redacted]")),
        ("Speaking for the Justice Department, no.", ("agency", "Justice Department", "[redacted]")),
        ("Senior Administration Official Two, from DOJ, has it.", ("agency", "DOJ", "[redacted]")),
        ("[Official One] (DOJ) is here.", ("agency", "DOJ", "[redacted]")),
        ("That’s [Official One], Justice.", ("agency", "Justice", "[redacted]")),
        ("[Official One] — DOJ — is on.", ("agency", "DOJ", "[redacted]")),
        ("Here at DOJ, we sail at dawn.", ("agency", "DOJ", "[redacted]")),
        ("I run the boats at DOJ.", ("agency", "DOJ", "[redacted]")),
        ("MODERATOR:  She has a boat to catch.", ("gender", "She", "they")),
        ("MODERATOR:  The admiral will begin with his chart.", ("gender", "his", "their")),
        ("Q    Ma’am, is the pier open?", ("gender", "Ma’am", "[redacted]")),
        ("Q    Thanks, Madam Deputy Commissioner.", ("addressed", "Madam Deputy Commissioner", "[redacted]")),
        ("Q    When you were consul, was it open?", ("biography", "When you were consul", "[redacted]")),
        ("Q    At your confirmation you said so.", ("biography", "your confirmation", "[redacted]")),
        ("This is the deputy commissioner speaking.", ("self-introduction", "deputy commissioner", "[redacted]")),
        ("I’m ADA’s chief scientist.", ("self-introduction", "chief", "[redacted]")),
        ("I’m here as the head of tides.", ("self-introduction", "head", "[redacted]")),
        ("As deputy commissioner, I signed it.", ("biography", "As deputy commissioner", "[redacted]")),
        ("I was the first woman to steer it.", ("biography", "I was the first woman to steer", "[redacted]")),
        ("As the only Arcadian on board, I say so.", ("biography", "As the only Arcadian on board", "[redacted]")),
        ("I’m Arcadian by birth.", ("biography", "I’m Arcadian by birth", "[redacted]")),
        ("I steered the ferry for six years.", ("biography", "I steered the ferry for six years", "[redacted]")),
        ("I built boats before any of this.", ("biography", "I built boats before any of this", "[redacted]")),
        ("I dived for the Navy.", ("biography", "I dived for the Navy", "[redacted]")),
        ("Our briefer, a retired pilot, will say.", ("biography", "retired pilot", "[redacted]")),
        ("I’m the first diver to run it.", ("biography", "I’m the first diver to run", "[redacted]")),
        ("I’m a geologist, so I dig.", ("biography", "I’m a geologist", "[redacted]")),
        ("It is in my log as commander of it.", ("biography", "my log as commander", "[redacted]")),
        ("My sailors will tell you.", ("biography", "My sailors", "[redacted]")),
        (
            "I’ve run the port for twenty-one years.",
            ("biography", "I’ve run the port for twenty-one years", "[redacted]"),
        ),
        ("Q    Admiral, is the pier open?", ("addressed", "Admiral", "[redacted]")),
        ("This is the chief of tides speaking.", ("self-introduction", "chief", "[redacted]")),
        ("I’ll hand it over to Averil Ekdahl to begin.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("But, Averil Ekdahl, I wonder if you agree.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Averil R. Ekdahl will say a few words first.", ("addressed", "Averil R. Ekdahl", "[redacted]")),
        ("I’m joined today by Averil van Ekdahl, and by two more.", ("addressed", "Averil van Ekdahl", "[redacted]")),
        ("Over to you, Jean-Averil Ekdahl.", ("addressed", "Jean-Averil Ekdahl", "[redacted]")),
        ("As Averil Ekdahl just said, it floods.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("To Averil Ekdahl’s point, it floods.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Let’s see if Averil Ekdahl can take that.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Do we agree on that, Averil Ekdahl?", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("My colleague Averil Ekdahl knows.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("I think we lost Averil Ekdahl.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Q    Averil Ekdahl, could you tell us more?", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Here’s Averil Ekdahl with the chart.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Let me bring Averil Ekdahl into this.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("We have Averil Ekdahl here.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("I’d like to welcome Averil Ekdahl to it.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("For more, please email Averil Ekdahl at once.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("I’d refer you to Averil Ekdahl for it.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Averil Ekdahl would know better.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Averil Ekdahl just told me so.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Averil Ekdahl has to leave early.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Okay. Averil Ekdahl. And then we go.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Sorry, Averil Ekdahl, I broke in.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("The chart is with Vonnegard and team.", ("addressed", "Vonnegard", "[redacted]")),
        ("Our first speaker is Averil Ekdahl.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("I’m here with Averil Ekdahl at sea.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Averil Ekdahl’s on the line too, we think.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Averil Ekdahl can speak to that at once.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Averil Ekdahl should not be named in it.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Please don’t use Averil Ekdahl’s name.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Averil Ekdahl just dropped.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("We start with Averil Ekdahl.\n\nMR. MOE:  Hi.\n\nQ    Hi.", ("addressed", "Averil Ekdahl", "[redacted]")),
        ("Ms. Ekdahl and I were at the pier.", ("addressed", "Ekdahl", "[redacted]")),
        ("Captain Ekdahl will walk you through the chart.", ("addressed", "Ekdahl", "[redacted]")),
        ("Echoing Averil, it floods.", ("addressed", "Averil", "[redacted]")),
        ("I believe David covered the pier.", ("addressed", "David", "[redacted]")),
        ("MODERATOR:  The under secretary is late, and he knows.", ("gender", "he", "they")),
    ],
)
def test_it_is_flagged(text: str, flag: tuple[str, str, str]) -> None:
    assert flags(text) == [flag]


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, everyone. Thank you, Operator. Hi, all. Thanks, Elena. Hello, Mr. Tidewater. Thanks, and hi.",
        "We’ll go to Matilda Wren. Thanks, Matilda.",
        "Thanks, the team. Thank you, the moderator, and thank you, the work of years is done.",
        "This is Volkov from the State Department.",
        "The President delivered his remarks, and Secretary Blinken his.",
        "Thanks, Okafor. The Secretary said that she will travel.",
        "DOJ sued. The State Department and the Justice Department agreed. It is a matter of justice.",
        "Thank you, the numbers are good. Thanks, the Europeans. This is the ceilings. Back to the Tidewaters.",
        "This is the President’s team. This is China’s side. This is Tidewater’s office.",
        "I was walking through it. This is important. I’m happy to. This is America.",
        "As the former harbourmaster said, it leaks. As a former ally of ours, Arcadia knows.",
        "the former President, a career official, the former embassy",
        "“my predecessor left me this debt”",
        "[Official One] will begin.",
        "Separately, can you see it? Today, would you say so? China, can you see, grows.",
        "We go to Geneva, and heard from Egypt. We will return to Lusaka. As Norway said, no.",
        "That is the point, Europe. They met in Atlanta, Georgia. Sure, Operator.",
        "Give it to Ukraine. It was passed to Warsaw. I’ll leave it to Congress.",
        "This is Ukraine. It’s Tuesday here. This is Operation Lantern. My name is on it.",
        "People here and ships here know. Speaking of ships, we go on.",
        "The President thanked his host. We thank Kenya. The Secretary is back, and we thank him.",
        "A man at sea. Ladies and gentlemen, welcome. Dear Sir letters. A guy with a plan.",
        "I was in the meeting. I was the first to say so. I have been in talks for weeks. I’ve been clear for months.",
        "Before joining the pact, Arcadia waited. Having said that, we go on. Before I take questions, I’ll add this.",
        "As a general matter, I agree. As the director noted, I agree. When I worked on this text, I erred.",
        "My job is to answer. My first point is this. I spent some time on it. I led with that.",
        "For his remarks, President Tidewater goes to the pier. The Admiral thanked the General; Secretary Moe spoke.",
        "Thank you, General Assembly. As the director noted, I agree. As the water rose, I left. Reach out to me.",
        "Thanks, mirrors. Over to Secretary Blinken. Thanks, Mr. President. The mirror. Mirror Lake. Captain Vik.",
        "[Official One], Secretary Moe and Director Vik will meet. [Official One] is an hour late. I think Norway did.",
        "As the first step to peace, I like it. This is Commander Vik’s ship. We open with Geneva.",
        "MODERATOR:  Next is Ida Moe with the Beacon.\n\nQ    Hi.\n\nSENIOR OFFICIAL:  Thanks, Ida.",
        "MR. EKDAHL:  Hello.\n\nMODERATOR:  Over to Averil Ekdahl. As Averil Ekdahl just said, it floods.",
        "President Averil Ekdahl and I met. Averil Ekdahl spoke in Geneva. It was signed by Averil Ekdahl.",
        "I hand it to Elena Tidewater. Mirror Lake and I know. Averil Ekdahl’s letter came.",
        "Paul Moe told him so. We welcome the return of Paul Moe. They bring Paul Moe home. He spoke to Paul Moe.",
        "Paul Moe will address the Senate. It was Paul Moe who knew. Paul Moe has to be freed.",
        "They met in Virginia. David Moe came, and David left. I believe Georgia covered the cost.",
        "They met in Helga, Arcadia. The Helga sank. King Helga and her team came. It was Helga’s question.",
        "Q    Is it so?\n\nSENIOR OFFICIAL:  The spillovers, Helga, are small. On that, Helga, no.",
        "I served notice on that. When I was at the podium, I said so. As a reminder, I am not quoted. I’m a fan.",
        "Since I spoke with you, it rained. I was in the room. I lead with that. When I left the room, they stayed.",
        "That’s a question for Congress. Norway and I do not agree. We know what Moscow thinks. Our lawyers agree.",
        "Q    Is it so?\n\nSENIOR OFFICIAL:  Yes, Kate, and that is the point.",
        "Go ahead, Operator. [Official One], go ahead. MODERATOR: Go ahead, Kate.\n\nQ    Hi.",
        "Thanks, [Official One]. State media say so. [Official One], justice matters.",
        "MODERATOR: The Minister has a boat to catch, and he will call. I met Arcadia. Her ships are late.",
        "OFFICIAL: She has a boat to catch. Q    When you were here, sir Moe came. At DOJ, they sail.",
        "I’m the first one to admit it. I said that before this. As heads of state go, I met few. It’s the envoy’s.",
        "I asked for two ships before this storm. They met for six years. Thank you for your time in advance.",
        "The commissioner is speaking. I’m by the pier. As the only port in Arcadia, it is full.",
        "[Official One] met Odalys Wren. She is the mayor.",
        "[Official One] and the president. He agreed.",
    ],
)
def test_ordinary_talk_is_not(text: str) -> None:
    assert flags(text) == []


def test_a_reporter_who_is_called_on_is_known() -> None:
    said = "MODERATOR: We’ll go to Henrik next.\n\nQ    Thanks. A question.\n\nOFFICIAL: Thanks, Henrik."
    assert flags(said) == []
    assert flags(said.replace("Q ", "OFFICIAL: ")) != []


def test_reporters_may_say_who_they_are() -> None:
    said = "Hi, this is Gabe Rowe with the Post. When I was ambassador in Chile, I met my predecessor."
    assert flags(said, asking=True) == []
    assert flags(f"Q    {said}\n\nOPERATOR: This is Gabe speaking.") == []
    assert {reason for reason, _, _ in flags(f"MODERATOR: {said}")} == {"self-introduction", "biography"}


@pytest.mark.parametrize(
    "said",
    [
        "Q    Is the pier open?\n\nOFFICIAL:  Thanks for the question, Henrik. It is.",
        "Q    Is the pier open?\n\nOFFICIAL:  Yes. And, Henrik, thanks for your question.",
        "MODERATOR:  Henrik, would you mind reminding everyone how to ask a question?",
        "MS. ROWANTREE:  Hello. My name is Ida Rowantree.",
    ],
)
def test_reporters_the_operator_and_who_is_on_the_record_give_nobody_away(said: str) -> None:
    assert flags(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "OFFICIAL:  Thanks for the question, Henrik.",  # of whom nobody knows whether a reporter asked it
        "Q    Is the pier open?\n\nOFFICIAL:  Thanks, Henrik.",
        "MODERATOR:  Henrik, would you mind taking that?",
    ],
)
def test_who_may_be_an_official_is_flagged_all_the_same(said: str) -> None:
    assert [found for _, found, _ in flags(said)] == ["Henrik"]


TITLED = Guard(
    Roster(
        (
            Seat(id="s1", name="Ngozi Merrow", alias="Senior Official", title="Special Envoy for Dykes"),
            Seat(id="s2", name="Ann Rowan", alias="Deputy Director", title="Deputy Director"),
            Seat(id="s3", name="Ivo Wren", alias="Another Official", title="Ambassador"),
        )
    )
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Our Special Envoy for Dykes will begin.", "Special Envoy for Dykes"),
        ("The special envoy for\ndykes has more.", "special envoy for\ndykes"),
        ("The President asked me to be special envoy in May.", "special envoy"),
        ("Thanks, Special Envoy.", "Special Envoy"),
        ("Ngozi Merrow, the Special Envoy for Dykes, is here.", "Special Envoy for Dykes"),
        ("That is for the special envoy. Rupert Lane asked.", "special envoy"),
    ],
)
def test_the_title_of_an_official_said_without_the_name_is_flagged(text: str, title: str) -> None:
    flags = TITLED.apply(text).flags
    assert [(flag.found, flag.reason) for flag in flags] == [(title, Reason.BIOGRAPHY)]


@pytest.mark.parametrize(
    "text",
    [
        "Special Envoy Sandoval went there.",
        "Rupert Sandoval, the special envoy, went there.",
        "The Special Envoy for Lighthouses went there.",
        "The Principal Special Envoy went there.",
        "The Deputy Director went there.",
        "The ambassador went there.",
    ],
)
def test_the_title_of_somebody_else_or_in_the_alias_is_not(text: str) -> None:
    assert TITLED.apply(text).flags == ()
