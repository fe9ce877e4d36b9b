"""What the voices say is understood at the far end of a telephone line."""

import pytest
from hearing import word_errors

from onbackground.voice.hibari import NATURAL, HibariVoice, Timbre
from onbackground.voice.speakers import TIMBRES

WRITTEN = (
    "Good morning. The harbor agreement sets aside $1.4 billion over three years, and the first report is due on "
    "March 15th. We expect waiting times to fall by about 20 percent—although the 1,200-mile route stays open. "
    "“Nobody is closing a port,” as the U.S.-Norway working group put it (and I agree). It meets at 9:30 a.m. on the "
    "21st. Mr. Quill will speak for the DHS; the FBI's role comes later. To ask a question, press *1 now."
)
HEARD = (
    "Good morning. The harbor agreement sets aside $1.4 billion over three years, and the first report is due on "
    "March 15. We expect waiting times to fall by about 20%, although the 1,200 mile route stays open. "
    "Nobody is closing a port, as the U.S. Norway working group put it, and I agree. It meets at 9.30 AM on the "
    "21st. Mr. Quill will speak for the DHS. The FBI's role comes later. To ask a question, press star one now."
)


@pytest.mark.parametrize("timbre", [NATURAL, *TIMBRES[::4]], ids=str)
def test_a_report_with_numbers_signs_and_acronyms_is_understood(timbre: Timbre) -> None:
    wrong, words = word_errors(HEARD, HibariVoice(timbre).speak(WRITTEN))
    assert words > 80
    assert wrong / words <= 0.06
