"""The brief as STIX 2.1, for platforms that exchange such bundles."""
