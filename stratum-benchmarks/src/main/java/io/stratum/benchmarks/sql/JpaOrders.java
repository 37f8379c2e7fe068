package io.stratum.benchmarks.sql;

import java.util.UUID;
import java.util.function.Supplier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import org.jspecify.annotations.Nullable;

/**
 * Orders through JPA, with or without the tenant named in every query.
 */
final class JpaOrders<T extends OrderRow> implements Orders {

	private final EntityManager entities;

	private final Class<T> type;

	private final Supplier<T> fresh;

	private final @Nullable UUID tenant;

	private final String one;

	private final String newest;

	private JpaOrders(EntityManager entities, Class<T> type, Supplier<T> fresh, @Nullable UUID tenant, String one,
			String newest) {
		this.entities = entities;
		this.type = type;
		this.fresh = fresh;
		this.tenant = tenant;
		this.one = one;
		this.newest = newest;
	}

	static Orders ofTenant(EntityManager entities) {
		return new JpaOrders<>(entities, TenantOrder.class, TenantOrder::new, null,
				"select o from TenantOrder o where o.id = :id",
				"select o from TenantOrder o order by o.createdAt desc, o.id desc");
	}

	static Orders plain(EntityManager entities) {
		return new JpaOrders<>(entities, PlainOrder.class, PlainOrder::new, null,
				"select o from PlainOrder o where o.id = :id",
				"select o from PlainOrder o order by o.createdAt desc, o.id desc");
	}

	static Orders filtered(EntityManager entities, UUID tenant) {
		return new JpaOrders<>(entities, FilteredOrder.class, () -> new FilteredOrder(tenant), tenant,
				"select o from FilteredOrder o where o.tenantId = :tenant and o.id = :id",
				"select o from FilteredOrder o where o.tenantId = :tenant order by o.createdAt desc, o.id desc");
	}

	@Override
	public void read(UUID id) {
		find(id);
	}

	@Override
	public void readFifty() {
		JdbcOrders.requireFifty(query(this.newest).setMaxResults(50).getResultList());
	}

	@Override
	public void insert(UUID id) {
		this.entities.persist(this.fresh.get().place(id, "customer"));
	}

	@Override
	public void update(UUID id) {
		find(id).ship();
	}

	private T find(UUID id) {
		return query(this.one).setParameter("id", id).getSingleResult();
	}

	private TypedQuery<T> query(String text) {
		TypedQuery<T> query = this.entities.createQuery(text, this.type);
		return (this.tenant != null) ? query.setParameter("tenant", this.tenant) : query;
	}

}
