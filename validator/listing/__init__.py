"""Packs as people and programs are shown them: those there are, rules, settings in force, an upgrade, a digest."""
