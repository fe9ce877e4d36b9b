"""The words in which people speak of an embargo, as patterns, each for one question a reader asks of a sentence.

All are bounded: none looks further than a few words, so that a long paragraph costs no more than its length.
"""
