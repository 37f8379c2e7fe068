package io.stratum.isolation.subtree;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.stratum.isolation.SubtreeRead;
import io.stratum.isolation.TenantDataSource;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Tells the database whose rows a read sees: by a list, or by a marker that the tree
 * resolves.
 *
 * <p>
 * A marker is {@code *} for all below the bound tenant, or {@code **} with those that are
 * archived, and the few among them whose rows are elsewhere.
 */
final class VisibleTenants {

	private static final String TREE = "select to_regclass('stratum.tenant') is not null";

	private final TenantDataSource dataSource;

	private final int inlineLimit;

	/** Whether the shared tables are beside the tree; unknown until first needed. */
	private volatile @Nullable Boolean besideTree;

	VisibleTenants(TenantDataSource dataSource, int inlineLimit) {
		this.dataSource = dataSource;
		this.inlineLimit = inlineLimit;
	}

	String in(Place place, List<Tenant> subtree, boolean withArchived) {
		boolean many = place.tenants().size() > this.inlineLimit;
		boolean few = subtree.size() - place.tenants().size() <= this.inlineLimit;
		boolean shared = place.placement().isHome() && place.placement().schema() == null;
		if (!many || !few || !shared || !isBesideTree()) {
			return SubtreeRead.array(place.tenants());
		}
		return (withArchived ? "**" : "*") + SubtreeRead.array(elsewhere(place, subtree));
	}

	private static List<TenantId> elsewhere(Place place, List<Tenant> subtree) {
		Set<TenantId> here = new HashSet<>(place.tenants());
		return subtree.stream().map(Tenant::id).filter((id) -> !here.contains(id)).toList();
	}

	private boolean isBesideTree() {
		Boolean known = this.besideTree;
		if (known == null) {
			known = lookForTree();
			this.besideTree = known;
		}
		return known;
	}

	private boolean lookForTree() {
		try (Connection connection = this.dataSource.anyConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(TREE)) {
			return rows.next() && rows.getBoolean(1);
		}
		catch (SQLException ex) {
			throw new UncategorizedSQLException("look for the tree", TREE, ex);
		}
	}

}
