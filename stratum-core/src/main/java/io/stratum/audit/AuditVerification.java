package io.stratum.audit;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Whether a chain of the audit log is what was once written.
 *
 * @param ok whether nothing is broken
 * @param entries number of entries that were looked at
 * @param firstSeq number of the first entry present, or {@code null} if there is none
 * @param lastSeq number of the last entry looked at, or {@code null} if there is none
 * @param brokenAt number of the first entry that is wrong or missing, or {@code null}
 * @param reason what is wrong there, or {@code null}
 */
public record AuditVerification(boolean ok, long entries, @Nullable Long firstSeq, @Nullable Long lastSeq,
		@Nullable Long brokenAt, @Nullable Reason reason) {

	/**
	 * What is wrong with an entry, as far as the chain tells.
	 */
	public enum Reason {

		/** Its content or its hash was changed. */
		EDITED,
		/** It was removed. */
		MISSING,
		/** It was put in later. */
		INSERTED,
		/** It stands where another one stood. */
		REORDERED,
		/** It and all after it were removed. */
		CUT,
		/** The chain was computed anew: a checkpoint remembers another hash. */
		REWRITTEN,
		/** A checkpoint is needed there, and missing or badly signed. */
		CHECKPOINT;

		/**
		 * Returns the name used in JSON.
		 * @return the name in lower case
		 */
		public String wireName() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
