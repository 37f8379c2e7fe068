package io.stratum.tenant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.stratum.engine.EngineDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes to one tree wait for each other, and reads what they decide on
 * afterwards.
 *
 * <p>
 * <b>Guarantees.</b> What is returned cannot change until the transaction ends: a
 * statement that has to wait sees the past, so the trees are locked first and the tenants
 * are read by the next statement, both in one round trip. All locks are taken in one
 * order.
 */
final class TenantLocks {

	private final EngineDatabase database;

	TenantLocks(EngineDatabase database) {
		this.database = database;
	}

	/**
	 * Lets children be created side by side in a tree, one at a time below each parent.
	 */
	Map<TenantId, Tenant> forCreation(Collection<TenantId> parents, boolean roots) {
		return lock(parents, roots, false, false);
	}

	/**
	 * Keeps one tenant from changing, not its place.
	 */
	@Nullable Tenant forEdit(TenantId id) {
		return this.database.jdbc()
			.sql("select * from stratum.tenant where id = ? for no key update")
			.param(id.value())
			.query(TenantRows.MAPPER)
			.optional()
			.orElse(null);
	}

	/**
	 * Keeps a tree from changing.
	 */
	@Nullable Tenant forChange(TenantId id) {
		return lock(List.of(id), false, false, true).get(id);
	}

	/**
	 * Keeps a tree from changing, and the order of roots if the tenant is one.
	 */
	@Nullable Tenant forPlacing(TenantId id) {
		return lock(List.of(id), false, true, true).get(id);
	}

	/**
	 * Keeps the trees at both ends of a move from changing.
	 */
	Map<TenantId, Tenant> forMove(TenantId id, @Nullable TenantId destination) {
		return lock(Stream.of(id, destination).filter(Objects::nonNull).toList(), destination == null, false, true);
	}

	private Map<TenantId, Tenant> lock(Collection<TenantId> tenants, boolean forest, boolean placing,
			boolean exclusive) {
		return this.database.jdbc()
			.sql("select * from stratum.lock_tenants(?::uuid[], ?, ?, ?)")
			.params(array(tenants), forest, placing, exclusive)
			.query(TenantRows.MAPPER)
			.stream()
			.collect(Collectors.toMap(Tenant::id, Function.identity()));
	}

	static String array(Collection<TenantId> ids) {
		return ids.stream().map(TenantId::toString).collect(Collectors.joining(",", "{", "}"));
	}

}
