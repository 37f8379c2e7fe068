package io.stratum.policy;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Whether a request is allowed, and which policy says so.
 *
 * @param allowed whether the action is allowed
 * @param matchedPolicy the policy that is reported, or {@code null} if none applied
 * @param reason why
 */
public record Decision(boolean allowed, @Nullable Policy matchedPolicy, Reason reason) {

	/** The answer where no policy applies. */
	static final Decision DEFAULT = new Decision(false, null, Reason.NO_MATCHING_POLICY);

	/**
	 * Why a request is allowed or denied.
	 */
	public enum Reason {

		/** A policy allows it and none denies it. */
		EXPLICIT_ALLOW,
		/** A policy denies it. */
		EXPLICIT_DENY,
		/** A policy would deny it, were the missing attributes there. */
		INDETERMINATE_DENY,
		/** No policy applies. */
		NO_MATCHING_POLICY;

		/**
		 * Returns the name used in JSON.
		 * @return the name in lower case
		 */
		public String wireName() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
