package io.stratum.engine;

import java.util.Map;

import io.stratum.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Shows tests what the journal hands to the database.
 */
public final class JournalEntries {

	private JournalEntries() {
	}

	public static Map<String, @Nullable Object> of(Journal journal, AuditRecord record) {
		return journal.entry(record, Caller.SYSTEM);
	}

}
