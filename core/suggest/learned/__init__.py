"""What is learned from corrections: plain values in, plain values out.

learner = Learner(rules)                        # rules: core.suggest.Suggester
model = learner.train(examples)                 # Example: a text as far as a person has settled it
LearnedSuggester(rules, model).suggest(text, zones)
"""

from core.suggest.learned.example import Example
from core.suggest.learned.model import BadModel, Model, Provenance, read_model
from core.suggest.learned.suggester import LearnedSuggester
from core.suggest.learned.training import Learner, data_digest

__all__ = [
    "BadModel",
    "Example",
    "LearnedSuggester",
    "Learner",
    "Model",
    "Provenance",
    "data_digest",
    "read_model",
]
