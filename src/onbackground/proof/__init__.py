"""The proof: a published transcript is the sealed record but for bracketed aliases and marked corrections."""
