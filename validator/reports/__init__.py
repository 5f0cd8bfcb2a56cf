"""Reports: one module per format, all from the same :class:`validator.findings.Report`; none knows how it was found."""
