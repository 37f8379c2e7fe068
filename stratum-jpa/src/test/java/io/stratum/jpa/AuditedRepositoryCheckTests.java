package io.stratum.jpa;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import io.stratum.isolation.doctor.DoctorFinding;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.AbstractRepositoryMetadata;

import static org.assertj.core.api.Assertions.assertThat;

class AuditedRepositoryCheckTests {

	@Test
	void changesPastTheListenersAreFound() {
		assertThat(examine(Contracts.class)).extracting(DoctorFinding::object, DoctorFinding::finding)
			.satisfiesExactlyInAnyOrder((bulk) -> assertThat(bulk.toString()).contains("Contracts.close", "no states"),
					(unseen) -> assertThat(unseen.toString()).contains("Contracts.purge", "nothing of it"));
	}

	@Test
	void readsAndEntitiesThatNobodyAuditsPass() {
		assertThat(examine(Reads.class, Notes.class)).isEmpty();
	}

	private static List<DoctorFinding> examine(Class<?>... repositories) {
		return new AuditedRepositoryCheck(
				() -> Stream.of(repositories).map(AbstractRepositoryMetadata::getMetadata).toList())
			.examine();
	}

	interface Contracts extends Repository<Contract, UUID> {

		@Modifying
		@Query("update Contract set id = id")
		int close();

		@Modifying
		@Query(value = "delete from contract", nativeQuery = true)
		int purge();

	}

	interface Reads extends Repository<Contract, UUID> {

		@Query(value = "select * from contract", nativeQuery = true)
		List<Contract> all();

	}

	interface Notes extends Repository<Note, UUID> {

		@Modifying
		@Query("delete from Note")
		int clear();

	}

	@Audited
	@Entity(name = "Contract")
	@GlobalData("There is no table behind it.")
	static class Contract {

		@Id
		UUID id;

	}

	@Entity(name = "Note")
	@GlobalData("There is no table behind it.")
	static class Note {

		@Id
		UUID id;

	}

}
