package io.stratum.sample.export;

import java.util.Optional;
import java.util.UUID;

import io.stratum.jpa.TenantScoped;
import org.springframework.data.repository.Repository;

/**
 * The exports of whoever is asking.
 */
@TenantScoped
interface Exports extends Repository<Export, UUID> {

	/**
	 * Stores an export.
	 * @param export the export
	 * @return the stored export
	 */
	Export save(Export export);

	/**
	 * Finds an export.
	 * @param id its id
	 * @return the export, or empty, also for one of somebody else
	 */
	Optional<Export> findById(UUID id);

}
