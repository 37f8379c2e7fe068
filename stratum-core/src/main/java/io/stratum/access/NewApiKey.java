package io.stratum.access;

import java.util.UUID;

import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key before it exists.
 *
 * @param tenant the tenant it belongs to, or {@code null} for an operator key
 * @param settings what is chosen about it
 * @param roleId the role whose scopes take the place of its own, or {@code null}
 * @param test whether it begins with {@code sk_test_}; it works all the same
 */
public record NewApiKey(@Nullable TenantId tenant, ApiKeySettings settings, @Nullable UUID roleId, boolean test) {

	/**
	 * Describes a key of a tenant.
	 * @param tenant the tenant
	 * @param settings what is chosen about it
	 * @return the description
	 */
	public static NewApiKey of(TenantId tenant, ApiKeySettings settings) {
		return new NewApiKey(tenant, settings, null, false);
	}

	/**
	 * Describes a key that reaches every tenant.
	 * @param settings what is chosen about it
	 * @return the description
	 */
	public static NewApiKey ofOperator(ApiKeySettings settings) {
		return new NewApiKey(null, settings, null, false);
	}

	/**
	 * Chooses the role.
	 * @param roleId a role of the same tenant or a global one
	 * @return a description with that role
	 */
	public NewApiKey withRole(UUID roleId) {
		return new NewApiKey(this.tenant, this.settings, roleId, this.test);
	}

	/**
	 * Marks the key as one for tests.
	 * @return a description of a key that begins with {@code sk_test_}
	 */
	public NewApiKey forTests() {
		return new NewApiKey(this.tenant, this.settings, this.roleId, true);
	}

}
