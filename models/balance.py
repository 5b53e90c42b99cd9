"""The balance of a game: a discriminator that wins too easily learns more slowly, one that loses learns faster."""

SURE, LOST = 0.85, 0.6  # of its answers are right
SLOWEST, FASTEST = 1 / 8, 2.0
STEPS = 100  # until the rate is halved or doubled


def balanced(rate: float, accuracy: float) -> float:
    """The discriminator's next learning rate, as a factor (1/8 to 2); called at each step.

    `accuracy` is a running mean of how often the discriminator is right, 0.5 to 1. The rate is halved or doubled in a
    hundred steps rather than at once, so that the mean can answer before the rate has run to its bound.
    """
    if accuracy > SURE:
        rate *= 0.5 ** (1 / STEPS)
    elif accuracy < LOST:
        rate *= 2 ** (1 / STEPS)
    return min(FASTEST, max(SLOWEST, rate))
