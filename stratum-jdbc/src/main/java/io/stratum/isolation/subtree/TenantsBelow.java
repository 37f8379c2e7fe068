package io.stratum.isolation.subtree;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.stratum.engine.ChangeFeed;
import io.stratum.engine.EngineDatabase;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import io.stratum.tenant.TenantPath;
import io.stratum.tenant.TenantStatus;

/**
 * The tenants of a subtree as this node remembers them, without config and metadata.
 *
 * <p>
 * A change anywhere in the tree outdates all subtrees, because a tenant that moved no
 * longer says which subtree it left.
 */
final class TenantsBelow {

	private static final int MAX_TENANTS = 200_000;

	private static final Set<String> KINDS = Set.of("tenant", "*");

	private final EngineDatabase database;

	private final ChangeFeed feed;

	private final int most;

	private final AtomicLong changes = new AtomicLong();

	private final Cache<Subject, Remembered> memory = Caffeine.newBuilder()
		.maximumWeight(MAX_TENANTS)
		.weigher((Subject subject, Remembered remembered) -> remembered.tenants.size() + 1)
		.build();

	TenantsBelow(EngineDatabase database, ChangeFeed feed, int most) {
		this.database = database;
		this.feed = feed;
		this.most = most;
		feed.onChange((change) -> {
			if (KINDS.contains(change.kind())) {
				this.changes.incrementAndGet();
			}
		});
	}

	/**
	 * Returns the tenants of a subtree, its top first.
	 * @throws SubtreeTooLargeException if there are too many
	 */
	List<Tenant> of(TenantId top, boolean withArchived) {
		long now = this.changes.get();
		Subject subject = new Subject(top, withArchived);
		boolean remembers = this.feed.isTrusted() && !this.database.isWriting();
		Remembered remembered = remembers ? this.memory.getIfPresent(subject) : null;
		if (remembered != null && remembered.changes == now) {
			return remembered.tenants;
		}
		List<Tenant> tenants = load(subject);
		if (remembers) {
			this.memory.put(subject, new Remembered(tenants, now));
		}
		return tenants;
	}

	private List<Tenant> load(Subject subject) {
		List<Tenant> tenants = this.database.jdbc()
			.sql("""
					select t.id, t.slug, t.name, t.path, t.status, t.isolation_strategy, t.region_id, t.sort_order,
						t.version, t.created_at, t.updated_at, t.deleted_at
					from stratum.tenant t
					join stratum.tenant top on t.path <@ top.path
					where top.id = ?
					and (t.status <> 'archived' or ?)
					order by nlevel(t.path), t.id
					limit ?
					""")
			.params(subject.top.value(), subject.withArchived, this.most + 1)
			.query((row, index) -> map(row))
			.list();
		if (tenants.size() > this.most) {
			throw new SubtreeTooLargeException(this.most);
		}
		return tenants;
	}

	private static Tenant map(ResultSet row) throws SQLException {
		OffsetDateTime deleted = row.getObject("deleted_at", OffsetDateTime.class);
		return new Tenant(new TenantId(row.getObject("id", UUID.class)), row.getString("slug"), row.getString("name"),
				TenantPath.ofLtree(row.getString("path")), TenantStatus.ofWireName(row.getString("status")),
				IsolationStrategy.ofWireName(row.getString("isolation_strategy")),
				row.getObject("region_id", UUID.class), Map.of(), Map.of(), row.getInt("sort_order"),
				row.getLong("version"), row.getObject("created_at", OffsetDateTime.class).toInstant(),
				row.getObject("updated_at", OffsetDateTime.class).toInstant(),
				(deleted != null) ? deleted.toInstant() : null);
	}

	private record Subject(TenantId top, boolean withArchived) {

	}

	private record Remembered(List<Tenant> tenants, long changes) {

	}

}
