"""Every write about people: recording, debriefing, deciding, handing over, reviewing, reading, sharing, erasing."""
