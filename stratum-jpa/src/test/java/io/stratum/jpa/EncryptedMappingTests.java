package io.stratum.jpa;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import io.stratum.StratumStartupException;
import io.stratum.jpa.encrypted.BlindIndex;
import io.stratum.jpa.encrypted.Encrypted;
import io.stratum.jpa.encrypted.EncryptedFields;
import io.stratum.tenant.TenantContext;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.TenantId;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.mapping.BasicValue;
import org.hibernate.type.SqlTypes;
import org.junit.jupiter.api.Test;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EncryptedMappingTests {

	private static final EncryptedFields FIELDS = new EncryptedFields(new TenantContext(), () -> {
		throw new IllegalStateException("Nothing is sealed at start-up");
	});

	@Test
	void columnHasRoomForEachCiphertext() {
		BasicValue secret = (BasicValue) build(Short.class).getEntityBinding(Short.class.getName())
			.getProperty("secret")
			.getValue();
		assertThat(secret.getResolution().getJdbcType().getDdlTypeCode()).isEqualTo(SqlTypes.LONG32VARCHAR);
	}

	@Test
	void otherTypesAreRefused() {
		assertRefused(Number.class, "secret", "'int'", "byte[]");
		assertRefused(Document.class, "secret", "java.lang.String", "@JdbcTypeCode");
		assertRefused(Tree.class, "secret", "java.util.Map", "Write JSON as text");
	}

	@Test
	void idsAndUniqueAttributesAreRefused() {
		assertRefused(Key.class, "id", "is an id", "generated id");
		assertRefused(Keys.class, "id", "is an id", "generated id");
		assertRefused(Unique.class, "secret", "shall be unique", "unique");
		assertRefused(Natural.class, "secret", "shall be unique", "@NaturalId");
	}

	@Test
	void partOfACompositeColumnIsRefused() {
		assertRefused(Whole.class, "part", "no column of its own", "@JdbcTypeCode");
	}

	@Test
	void attributeOfNoTenantIsRefused() {
		assertRefused(Shared.class, "secret", "belongs to no tenant", "AssociatedData.platform");
	}

	@Test
	void attributeWithoutCipherIsRefused() {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> build(Short.class, Map.of()))
			.satisfies((ex) -> assertThat(startup(ex).action()).contains("stratum.encryption.key"));
	}

	@Test
	void digestOfWhatIsNotEncryptedIsRefused() {
		assertRefused(Misnamed.class, "digest", "'name'", "@Encrypted");
		assertRefused(Mistyped.class, "digest", "'secret'", "'String'");
	}

	private static void assertRefused(Class<?> entity, String attribute, String why, String action) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> start(entity)).satisfies((ex) -> {
			assertThat(startup(ex).description()).contains(entity.getName(), attribute, why);
			assertThat(startup(ex).action()).contains(action);
		});
	}

	private static StratumStartupException startup(Throwable thrown) {
		return (StratumStartupException) NestedExceptionUtils.getMostSpecificCause(thrown);
	}

	private static Metadata build(Class<?> entity) {
		Map<String, Object> settings = new HashMap<>();
		FIELDS.addTo(settings);
		return build(entity, settings);
	}

	private static Metadata build(Class<?> entity, Map<String, Object> settings) {
		return build(entity, settings, (metadata) -> metadata);
	}

	private static void start(Class<?> entity) {
		Map<String, Object> settings = new HashMap<>();
		FIELDS.addTo(settings);
		build(entity, settings, Metadata::buildSessionFactory).close();
	}

	private static <T> T build(Class<?> entity, Map<String, Object> settings, Function<Metadata, T> use) {
		try (StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
			.applySetting("hibernate.dialect", "org.hibernate.dialect.PostgreSQLDialect")
			.applySetting("hibernate.boot.allow_jdbc_metadata_access", false)
			.applySettings(settings)
			.build()) {
			return use.apply(new MetadataSources(registry).addAnnotatedClass(Owned.class)
				.addAnnotatedClass(entity)
				.buildMetadata());
		}
	}

	@MappedSuperclass
	abstract static class Owned {

		@Id
		UUID id;

		@TenantId
		UUID tenantId;

	}

	@Entity
	static class Short extends Owned {

		@Encrypted
		@Column(length = 10)
		String secret;

	}

	@Entity
	static class Number extends Owned {

		@Encrypted
		int secret;

	}

	@Entity
	static class Document extends Owned {

		@Encrypted
		@JdbcTypeCode(SqlTypes.JSON)
		String secret;

	}

	@Entity
	static class Tree extends Owned {

		@Encrypted
		Map<String, Object> secret;

	}

	@Entity
	static class Misnamed extends Owned {

		String name;

		@BlindIndex(of = "name")
		String digest;

	}

	@Entity
	static class Mistyped extends Owned {

		@Encrypted
		String secret;

		@BlindIndex(of = "secret")
		byte[] digest;

	}

	@Entity
	static class Unique extends Owned {

		@Encrypted
		@Column(unique = true)
		String secret;

	}

	@Entity
	static class Natural extends Owned {

		@Encrypted
		@NaturalId
		String secret;

	}

	@Entity
	static class Key {

		@Id
		@Encrypted
		String id;

		@TenantId
		UUID tenantId;

	}

	@Entity
	static class Keys {

		@EmbeddedId
		Part id;

		@TenantId
		UUID tenantId;

	}

	@Entity
	static class Whole extends Owned {

		@Embedded
		@JdbcTypeCode(SqlTypes.JSON)
		Part part;

	}

	@Embeddable
	static class Part implements Serializable {

		@Encrypted
		String secret;

	}

	@Entity
	@GlobalData("test")
	static class Shared {

		@Id
		UUID id;

		@Encrypted
		String secret;

	}

}
