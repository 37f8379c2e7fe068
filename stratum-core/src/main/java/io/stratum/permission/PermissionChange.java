package io.stratum.permission;

import io.stratum.InvalidInputException;
import io.stratum.engine.JsonData;
import org.jspecify.annotations.Nullable;

/**
 * What shall be different about a permission policy; the rest stays.
 */
public final class PermissionChange {

	private static final PermissionChange NONE = new PermissionChange(false, null, null, null, null);

	private final boolean hasValue;

	private final @Nullable Object value;

	private final @Nullable DelegationMode mode;

	private final @Nullable RevocationMode revocationMode;

	private final @Nullable Long version;

	private PermissionChange(boolean hasValue, @Nullable Object value, @Nullable DelegationMode mode,
			@Nullable RevocationMode revocationMode, @Nullable Long version) {
		this.hasValue = hasValue;
		this.value = value;
		this.mode = mode;
		this.revocationMode = revocationMode;
		this.version = version;
	}

	/**
	 * Begins with a change of nothing.
	 * @return the change
	 */
	public static PermissionChange none() {
		return NONE;
	}

	/**
	 * Changes how much is granted.
	 * @param value maps, collections, text, numbers, booleans or {@code null}
	 * @return a change that includes it
	 * @throws InvalidInputException if the value is no JSON or has more than 64 KiB
	 */
	public PermissionChange worth(@Nullable Object value) {
		return new PermissionChange(true, JsonData.accept("value", value), this.mode, this.revocationMode,
				this.version);
	}

	/**
	 * Changes what tenants below may do with it.
	 * @param mode the mode
	 * @return a change that includes it
	 */
	public PermissionChange inMode(DelegationMode mode) {
		return new PermissionChange(this.hasValue, this.value, mode, this.revocationMode, this.version);
	}

	/**
	 * Changes what revoking it will mean.
	 * @param mode the revocation mode
	 * @return a change that includes it
	 */
	public PermissionChange revokedBy(RevocationMode mode) {
		return new PermissionChange(this.hasValue, this.value, this.mode, mode, this.version);
	}

	/**
	 * States the version that was seen.
	 * @param version the version; another one makes the change fail
	 * @return a change that insists on it
	 */
	public PermissionChange ifVersion(long version) {
		return new PermissionChange(this.hasValue, this.value, this.mode, this.revocationMode, version);
	}

	@Nullable Long version() {
		return this.version;
	}

	PermissionGrant applyTo(PermissionPolicy policy) {
		return new PermissionGrant(policy.key(), this.hasValue ? this.value : policy.value(),
				(this.mode != null) ? this.mode : policy.mode(),
				(this.revocationMode != null) ? this.revocationMode : policy.revocationMode());
	}

}
