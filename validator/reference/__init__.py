"""The official tables: occupations, titles, levels, programs, wages; each fact knows dataset and version."""
