package io.stratum.autoconfigure.subtree;

import java.util.List;
import java.util.UUID;

import io.stratum.jpa.TenantScope;
import io.stratum.jpa.TenantScoped;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sales of a branch, and of those below.
 */
@TenantScoped
interface Sales extends JpaRepository<Sale, UUID> {

	@TenantScoped(scope = TenantScope.SUBTREE)
	List<Sale> findAllByOrderByItem();

	@Modifying
	@Transactional
	@Query("update Sale s set s.item = :item")
	int rename(String item);

	@Modifying
	@Transactional
	@Query("update Sale s set s.tenantId = :tenant")
	int give(UUID tenant);

}
