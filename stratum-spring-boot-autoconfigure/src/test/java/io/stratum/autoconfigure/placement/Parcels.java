package io.stratum.autoconfigure.placement;

import java.util.UUID;

import io.stratum.jpa.TenantScoped;
import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The parcels of the bound tenant.
 */
@TenantScoped
interface Parcels extends JpaRepository<Parcel, UUID> {

}
