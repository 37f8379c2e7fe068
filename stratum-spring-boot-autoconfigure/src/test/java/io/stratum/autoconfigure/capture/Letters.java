package io.stratum.autoconfigure.capture;

import java.util.List;
import java.util.UUID;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/**
 * The letters of the bound tenant.
 */
interface Letters extends JpaRepository<Letter, UUID> {

	List<Letter> findByBodyIndex(String bodyIndex);

	@Modifying
	@Transactional
	@Query("update Letter l set l.subject = :subject")
	int readdress(String subject);

	@Modifying
	@Transactional
	@Query(value = "update letter set subject = :subject", nativeQuery = true)
	int overwrite(String subject);

}
