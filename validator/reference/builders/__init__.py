"""One module per subject, each with its ``TABLES``; ``validator.reference.build`` runs them.

To add a table, write a module with ``TABLES: tuple[TableSpec, ...]`` and name it in
``validator.reference.build.SUBJECTS``.
"""
