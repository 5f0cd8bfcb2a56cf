"""Conditions over facts, and the engines that decide them. Knows no word of any domain."""
