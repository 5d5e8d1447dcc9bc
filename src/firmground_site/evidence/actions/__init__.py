"""Every write of the register: importing a report, deciding on its parts, publishing it, and recording answers."""
