package io.stratum.isolation.subtree;

import java.util.List;

import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What work answered in one place.
 *
 * @param strategy how rows are kept apart there
 * @param tenants the tenants of the subtree whose rows are there
 * @param answer the answer
 * @param <T> what the work answers
 */
public record SubtreeAnswer<T extends @Nullable Object>(IsolationStrategy strategy, List<TenantId> tenants, T answer) {

	/**
	 * Keeps a copy of the tenants.
	 */
	public SubtreeAnswer {
		tenants = List.copyOf(tenants);
	}

}
