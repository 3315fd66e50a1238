"""What a person should know before trusting a number: findings, with their words in two languages."""

from analysis.checks.findings import Finding, finding, finding_row, refusal, severity_of
from analysis.checks.rules import entry_findings, section_finding

__all__ = ["Finding", "entry_findings", "finding", "finding_row", "refusal", "section_finding", "severity_of"]
