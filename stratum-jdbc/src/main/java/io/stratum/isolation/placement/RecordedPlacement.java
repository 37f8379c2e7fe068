package io.stratum.isolation.placement;

import java.util.UUID;

import io.stratum.isolation.Placement;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A place as the engine recorded it.
 *
 * @param id its identity, from which its name is made
 * @param place where it is
 * @param state how far it has come
 * @param template whether it is there to be cloned, for no tenant
 * @param tenant the tenant that has it, or {@code null} if none has
 * @param slug the slug of that tenant
 * @param blueprint number of the blueprint it follows; 0 before it follows any
 */
public record RecordedPlacement(UUID id, Placement place, PlacementState state, boolean template,
		@Nullable TenantId tenant, @Nullable String slug, long blueprint) {

	/**
	 * Returns the name of its schema or database.
	 * @return the name, unquoted
	 */
	public String name() {
		String name = (this.place.schema() != null) ? this.place.schema() : this.place.database();
		return (name != null) ? name : this.place.server();
	}

	RecordedPlacement ready() {
		return new RecordedPlacement(this.id, this.place, PlacementState.READY, this.template, this.tenant, this.slug,
				this.blueprint);
	}

}
