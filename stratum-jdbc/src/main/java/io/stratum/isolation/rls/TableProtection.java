package io.stratum.isolation.rls;

import java.util.List;

import io.stratum.isolation.catalog.TableClass;
import io.stratum.isolation.catalog.TableName;
import org.jspecify.annotations.Nullable;

/**
 * How well one table keeps tenants apart.
 *
 * @param table its name
 * @param tableClass to whom its rows belong
 * @param columnType type of the tenant column, {@code null} if there is none
 * @param required whether each row must have a tenant
 * @param indexed whether an index is led by the tenant column
 * @param enabled whether row-level security is on
 * @param forced whether it binds the owner too
 * @param present names of generated policies that are as they shall be
 * @param missing names of generated policies that are not there
 * @param stale names of generated policies that were changed
 * @param surplus names of policies that look generated and are not
 * @param foreign names of policies that somebody else made
 * @param grants rights on the table, {@code role=privilege}, those of the owner left out
 * @param views names of views that show its rows
 * @param rowsWithoutTenant whether there are rows that belong to nobody
 * @param nextAction what is to be done first, empty if nothing is
 */
public record TableProtection(TableName table, TableClass tableClass, @Nullable String columnType, boolean required,
		boolean indexed, boolean enabled, boolean forced, List<String> present, List<String> missing,
		List<String> stale, List<String> surplus, List<String> foreign, List<String> grants, List<String> views,
		boolean rowsWithoutTenant, String nextAction) {

}
