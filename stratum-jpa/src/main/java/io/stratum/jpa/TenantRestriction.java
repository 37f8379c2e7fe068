package io.stratum.jpa;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.mapping.FilterConfiguration;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.RootClass;

/**
 * Makes the condition of {@code @TenantId} a fixed part of each statement.
 *
 * <p>
 * Hibernate adds it by a filter, and while a filter is enabled it translates each query
 * and each {@code find} to SQL anew, because the value of the filter becomes part of the
 * plan. As a restriction the condition is part of the mapping, so plans are kept; the
 * value is a parameter that the connection of the session fills in, see
 * {@link SessionTenant}. The condition is the same, on the same statements, and nobody
 * can switch it off.
 *
 * <p>
 * Hibernate finds this by its service loader. It does something only where sessions get
 * their connections and their tenant from Stratum.
 */
public final class TenantRestriction implements AdditionalMappingContributor {

	private static final String PARAMETER = ":" + TenantIdBinder.PARAMETER_NAME;

	@Override
	public String getContributorName() {
		return "stratum";
	}

	@Override
	public void contribute(AdditionalMappingContributions contributions, InFlightMetadataCollector metadata,
			ResourceStreamLocator resources, MetadataBuildingContext context) {
		Collection<PersistentClass> entities = metadata.getEntityBindingMap().values();
		if (isOurs(context.getBootstrapContext().getConfigurationService().getSettings())
				&& entities.stream().allMatch(TenantRestriction::isRestrictable)) {
			entities.forEach(TenantRestriction::restrict);
			metadata.getFilterDefinitions().remove(TenantIdBinder.FILTER_NAME);
		}
	}

	private static boolean isOurs(Map<String, Object> settings) {
		return settings.get(MultiTenancySettings.MULTI_TENANT_CONNECTION_PROVIDER) instanceof TenantConnectionProvider
				&& settings
					.get(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER) instanceof TenantIdentifierResolver;
	}

	// A restriction belongs to the top of a hierarchy, a filter may belong to a part of
	// it.
	private static boolean isRestrictable(PersistentClass entity) {
		return entity instanceof RootClass || entity.getFilters()
			.stream()
			.allMatch((filter) -> !isTenant(filter) || entity.getRootClass().getFilters().contains(filter));
	}

	private static void restrict(PersistentClass entity) {
		if (entity instanceof RootClass root) {
			List<FilterConfiguration> filters = root.getFilters();
			for (FilterConfiguration filter : List.copyOf(filters)) {
				if (isTenant(filter)) {
					root.setWhere(
							and(root.getWhere(), filter.getCondition().replace(PARAMETER, RestrictedText.MARKER)));
					filters.remove(filter);
				}
			}
		}
	}

	private static String and(String where, String condition) {
		return (where != null) ? "(" + where + ") and " + condition : condition;
	}

	private static boolean isTenant(FilterConfiguration filter) {
		return filter.getName().equals(TenantIdBinder.FILTER_NAME);
	}

}
