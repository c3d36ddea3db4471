"""What speaks for and against an antecedent, in log-odds: one line a feature, chosen on GUM's dev documents in coarse steps."""

# What a mention must win by against being new, to be linked at all.
NEW_NAME = 1.5
NEW_NOUN = 0.9
NEW_PRONOUN = -1.5
NEW_PERSON = -4.0  # "he" and "she", which always stand for somebody
NEW_SPEAKER = -12.0  # a pronoun that speaks: "it said"
INDEFINITE = 1.5  # more, where it says "a ..." and is no predicate
OTHER_KIND = 0.6  # more, where the encoder reads another kind of thing
OTHER_NOUN = 1.8  # more, where the thing was never called so
OTHER_OFFICE = 1.5  # more, where that noun is an office and the thing holds another one
NAMED = 1.0  # more, where a description is new for a thing with a name
SAME_DEFINITE = -0.7  # less, where it says "the ..." with the same noun
SAME_PHRASE = -1.7  # less, where all words but the article are the same

# What favours one antecedent of a pronoun over another.
SUBJECT = 0.4  # it is a subject
PARALLEL = 0.1  # both have the same relation to their heads
SPEAKER = 1.0  # both are said to speak
SPEECHLESS = -2.0  # the pronoun speaks, and a thing of this kind cannot
FARTHER = -0.7  # each sentence in between
QUOTED = -1.5  # the antecedent stands in a quotation that the pronoun does not stand in

FAINT = 0.01  # a probability below which the pointer says nothing of a noun's antecedent
SURELY_NEW = 0.85  # a probability of being new that nothing above can outweigh for a noun
PRONOUN_REACH = 5  # sentences back to the antecedent of a pronoun
NOUN_REACH = 40  # and of a noun
