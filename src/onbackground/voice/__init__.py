"""The operator's voice: wording per language, and the engines that speak it."""
