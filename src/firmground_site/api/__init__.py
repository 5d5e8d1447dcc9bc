"""The interface for programs: what a member may read, as JSON, under the same rules as on the pages."""
