"""Hypotheses, evidence and the update: from base rates to a judgement."""
