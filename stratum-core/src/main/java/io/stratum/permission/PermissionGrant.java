package io.stratum.permission;

import java.util.ArrayList;
import java.util.List;

import io.stratum.InvalidInputException;
import io.stratum.Issue;
import io.stratum.engine.JsonData;
import io.stratum.engine.NameRule;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant shall be given.
 *
 * <pre>{@code
 * permissions.grant(acme.id(), PermissionGrant.of("orders.approve").inMode(DelegationMode.DELEGATED));
 * }</pre>
 *
 * @param key the permission, 1 to 255 characters without control characters
 * @param value how much of it: plain JSON of at most 64 KiB
 * @param mode what tenants below may do with it
 * @param revocationMode what revoking it will mean to tenants below
 */
public record PermissionGrant(String key, @Nullable Object value, DelegationMode mode, RevocationMode revocationMode) {

	/**
	 * Checks the key and copies the value.
	 */
	public PermissionGrant {
		List<Issue> issues = new ArrayList<>();
		NameRule.check(issues, "key", key);
		if (!issues.isEmpty()) {
			throw new InvalidInputException(issues);
		}
		value = JsonData.accept("value", value);
	}

	/**
	 * Grants all of a permission: value {@code true}, inherited, revoked by cascade.
	 * @param key the permission
	 * @return the grant
	 * @throws InvalidInputException if the key breaks the rule
	 */
	public static PermissionGrant of(String key) {
		return new PermissionGrant(key, Boolean.TRUE, DelegationMode.INHERITED, RevocationMode.CASCADE);
	}

	/**
	 * Chooses how much is granted.
	 * @param value maps, collections, text, numbers, booleans or {@code null}
	 * @return a grant of that value
	 * @throws InvalidInputException if the value is no JSON or has more than 64 KiB
	 */
	public PermissionGrant worth(@Nullable Object value) {
		return new PermissionGrant(this.key, value, this.mode, this.revocationMode);
	}

	/**
	 * Chooses what tenants below may do with it.
	 * @param mode the mode
	 * @return a grant in that mode
	 */
	public PermissionGrant inMode(DelegationMode mode) {
		return new PermissionGrant(this.key, this.value, mode, this.revocationMode);
	}

	/**
	 * Chooses what revoking it will mean.
	 * @param mode the revocation mode
	 * @return a grant with that revocation mode
	 */
	public PermissionGrant revokedBy(RevocationMode mode) {
		return new PermissionGrant(this.key, this.value, this.mode, mode);
	}

}
