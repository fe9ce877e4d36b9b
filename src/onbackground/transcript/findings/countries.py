"""Names of countries, in small letters; of those in several words the one that tells them apart."""

_NAMES = """
afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium
belize benin bolivia bosnia botswana brazil bulgaria burma burundi cambodia cameroon canada chile china colombia
congo croatia cuba cyprus czech denmark djibouti ecuador egypt eritrea estonia ethiopia fiji finland france gabon
georgia germany ghana greece greenland guatemala guinea guyana haiti honduras hungary iceland india indonesia iran
iraq ireland israel italy jamaica japan jordan kazakhstan kenya korea kosovo kuwait kyrgyzstan laos latvia lebanon
lesotho liberia libya lithuania luxembourg madagascar malawi malaysia maldives mali malta mauritania mauritius
mexico moldova mongolia montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria
norway oman pakistan palau panama paraguay peru philippines poland portugal qatar romania russia rwanda samoa
senegal serbia singapore slovakia slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan
tanzania thailand togo tonga tunisia turkey turkmenistan uganda ukraine uruguay uzbekistan vanuatu venezuela vietnam
yemen zambia zimbabwe
"""
COUNTRIES = frozenset(_NAMES.split())
