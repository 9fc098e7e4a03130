"""Pairs of wishes and plans, made by the dozen thousand: what the director's language model learns from."""
