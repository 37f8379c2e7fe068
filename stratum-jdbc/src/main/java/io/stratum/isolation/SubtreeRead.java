package io.stratum.isolation;

import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;

import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A read of the rows that the tenants of a subtree have in one place.
 *
 * @param session identity of the read, which no tenant and no other read has
 * @param root the top of the subtree, which is the bound tenant
 * @param placement where the rows are
 * @param visible the tenants whose rows are seen, as the database understands it
 * @param readerRole the role that may only read
 */
public record SubtreeRead(UUID session, Tenant root, Placement placement, String visible, String readerRole) {

	/**
	 * Describes a read.
	 * @param root the top of the subtree
	 * @param placement where the rows are
	 * @param visible the tenants whose rows are seen, as the database understands it
	 * @param readerRole the role that may only read
	 * @return the read, with an identity of its own
	 */
	public static SubtreeRead of(Tenant root, Placement placement, String visible, String readerRole) {
		return new SubtreeRead(UUID.randomUUID(), root, placement, visible, readerRole);
	}

	/**
	 * Writes tenants as the database understands them.
	 * @param tenants the tenants
	 * @return an array of their ids in the syntax of PostgreSQL
	 */
	public static String array(Collection<TenantId> tenants) {
		return tenants.stream().map(TenantId::toString).collect(Collectors.joining(",", "{", "}"));
	}

	/**
	 * Returns the read that the transaction of the running thread is for.
	 * @return the read, or {@code null} in ordinary code
	 */
	public static @Nullable SubtreeRead current() {
		return (SubtreeRead) TransactionSynchronizationManager.getResource(SubtreeRead.class);
	}

	/**
	 * Makes this the read of the running thread.
	 * @throws IllegalStateException if there is one already
	 */
	public void begin() {
		TransactionSynchronizationManager.bindResource(SubtreeRead.class, this);
	}

	/**
	 * Ends the read of the running thread, if there is one.
	 */
	public static void end() {
		TransactionSynchronizationManager.unbindResourceIfPossible(SubtreeRead.class);
	}

}
