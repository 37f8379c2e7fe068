package io.stratum.test;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantNotBoundException;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For whom code ran, and what it saw.
 *
 * @param tenant the tenant that was bound, if one was
 * @param rows ids of the entities that were shown
 * @param failure what the look ended with, if it failed
 */
record Sighting(@Nullable Tenant tenant, List<Object> rows, @Nullable RuntimeException failure) {

	static Sighting of(TenantContext context, Supplier<@Nullable List<Object>> rows) {
		Tenant bound = context.current().orElse(null);
		try {
			List<Object> seen = rows.get();
			return new Sighting(bound, (seen != null) ? seen : List.of(), null);
		}
		catch (RuntimeException ex) {
			return new Sighting(bound, List.of(), ex);
		}
	}

	/** Without a tenant, and without a row. */
	boolean isRefused() {
		return this.tenant == null && this.rows.isEmpty() && (this.failure == null || isForWantOfATenant());
	}

	private boolean isForWantOfATenant() {
		return Stream.<Throwable>iterate(this.failure, (each) -> each != null, Throwable::getCause)
			.anyMatch(TenantNotBoundException.class::isInstance);
	}

	/** For this tenant, with its row, and none of the others. */
	void isOf(Tenant expected, Map<Tenant, Object> rowOf) {
		assertThat(this.failure).as("what the work for '%s' ended with", expected.slug()).isNull();
		assertThat(this.tenant).as("tenant of the work for '%s'", expected.slug()).isEqualTo(expected);
		assertThat(this.rows).as("rows seen by the work for '%s'", expected.slug()).contains(rowOf.get(expected));
		rowOf.forEach((tenant, row) -> {
			if (!tenant.equals(expected)) {
				assertThat(this.rows).as("rows of '%s' seen by the work for '%s'", tenant.slug(), expected.slug())
					.doesNotContain(row);
			}
		});
	}

}
