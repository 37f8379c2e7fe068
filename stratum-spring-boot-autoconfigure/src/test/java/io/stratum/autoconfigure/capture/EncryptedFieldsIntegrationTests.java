package io.stratum.autoconfigure.capture;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.stratum.audit.AuditCapture;
import io.stratum.crypto.DataKeys;
import io.stratum.jpa.encrypted.BlindIndexes;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What of a letter nobody but its tenant reads, for tenants of every strategy.
 */
class EncryptedFieldsIntegrationTests {

	private static final byte[] PICTURE = { 1, 2, 3, 4 };

	private static PostOffice office;

	@BeforeAll
	static void open() {
		office = new PostOffice(AuditCapture.TRIGGER);
	}

	@AfterAll
	static void close() {
		office.close();
	}

	@ParameterizedTest
	@EnumSource
	void onlyTheTenantReadsItsValues(IsolationStrategy strategy) {
		Tenant acme = office.open("acme", strategy);
		UUID id = send(acme);
		Letter letter = find(acme, id);
		assertThat(letter.getBody()).isEqualTo("dear-ann");
		assertThat(letter.getPicture()).isEqualTo(PICTURE);
		assertThat(stored(acme)).extracting(String::valueOf)
			.allMatch((row) -> row.contains("body=st1.") && row.contains("picture=st1."))
			.noneMatch((row) -> row.contains("dear-ann"));
		assertThat(office.entries(acme).get(0).afterState().path("body").asString()).isEqualTo("[redacted]");
		assertThat(office.entries(acme).toString()).contains("hello").doesNotContain("dear-ann", "st1.");
	}

	@ParameterizedTest
	@EnumSource
	void destroyedKeysTakeTheValuesOfTheirTenantOnly(IsolationStrategy strategy) {
		Tenant globex = office.open("globex", strategy);
		Tenant initech = office.open("initech", strategy);
		UUID gone = send(globex);
		UUID kept = send(initech);
		office.application.getBean(DataKeys.class).destroy(globex.id());
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> find(globex, gone))
			.withStackTraceContaining("letter.");
		assertThat(find(initech, kept).getBody()).isEqualTo("dear-ann");
	}

	@ParameterizedTest
	@EnumSource
	void lettersAreFoundByTheDigestOfTheirBody(IsolationStrategy strategy) {
		Tenant hooli = office.open("hooli", strategy);
		UUID id = send(hooli);
		BlindIndexes indexes = office.application.getBean(BlindIndexes.class);
		assertThat(
				office.as(hooli, () -> office.letters().findByBodyIndex(indexes.of(Letter.class, "body", "dear-ann"))))
			.extracting(Letter::getId)
			.containsExactly(id);
	}

	private static UUID send(Tenant tenant) {
		return office.as(tenant, () -> office.letters().save(new Letter("hello").write("dear-ann", PICTURE)).getId());
	}

	private static Letter find(Tenant tenant, UUID id) {
		return office.as(tenant, () -> office.letters().findById(id).orElseThrow());
	}

	private static List<Map<String, Object>> stored(Tenant tenant) {
		return office.as(tenant,
				() -> office.application.getBean(JdbcClient.class).sql("select * from letter").query().listOfRows());
	}

}
