package io.stratum.jpa;

import java.util.Map;
import java.util.UUID;

import io.stratum.StratumStartupException;
import io.stratum.isolation.catalog.TableClass;
import io.stratum.isolation.catalog.TableName;
import io.stratum.isolation.catalog.TenantTables;
import io.stratum.jpa.ledger.Invoice;
import io.stratum.jpa.stray.Memo;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MappedTablesIntegrationTests {

	private static Ledger ledger;

	@BeforeAll
	static void start() {
		ledger = new Ledger();
	}

	@AfterAll
	static void stop() {
		ledger.close();
	}

	@Test
	void joinTablesAndElementCollectionsFollowTheEntityThatOwnsThem() {
		assertThat(tables().owned()).extracting(TableName::toString)
			.containsExactly("public.customer", "public.invoice", "public.invoice_line", "public.invoice_notes",
					"public.invoice_tag", "public.tag");
	}

	@Test
	void globalEntitiesAreGlobal() {
		assertThat(tables().classify(new TableName("public", "currency"), false)).isEqualTo(TableClass.GLOBAL);
	}

	@Test
	void rowsOfUnmappedTablesAreStampedWithTheTenant() {
		for (String table : new String[] { "invoice_tag", "invoice_notes" }) {
			assertThat(JdbcClient.create(ledger.owner).sql("select tenant_id from " + table).query(UUID.class).list())
				.containsExactlyInAnyOrder(ledger.acme.id().value(), ledger.globex.id().value());
		}
	}

	@Test
	void strayEntityStopsTheStart() {
		try (EntityManagerFactory stray = Ledger.map(Memo.class,
				Map.of("hibernate.connection.datasource", ledger.owner))) {
			MappedTables mapped = new MappedTables(stray, new TenantModel());
			assertThatExceptionOfType(StratumStartupException.class)
				.isThrownBy(() -> mapped.customize(TenantTables.in("public")));
		}
	}

	@Test
	void entityWithoutClassIsLeftToTheColumnOfItsTable() {
		try (EntityManagerFactory versions = Ledger.map(Invoice.class, Map.of("hibernate.connection.datasource",
				ledger.owner, "hibernate.hbm_xml_files", "invoice-aud.hbm.xml"))) {
			TenantTables tables = new MappedTables(versions, new TenantModel()).customize(TenantTables.in("public"));
			assertThat(
					versions.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().isEntityClass(Invoice.class))
				.isTrue();
			assertThat(versions.unwrap(SessionFactoryImplementor.class)
				.getMappingMetamodel()
				.findEntityDescriptor("InvoiceAud")).isNotNull();
			TableName aud = new TableName("public", "invoice_aud");
			assertThat(tables.owned()).isEqualTo(tables().owned());
			assertThat(tables.classify(aud, true)).isEqualTo(TableClass.TENANT_OWNED);
			assertThat(tables.classify(aud, false)).isEqualTo(TableClass.UNCLASSIFIED);
		}
	}

	private static TenantTables tables() {
		return new MappedTables(ledger.factory, new TenantModel()).customize(TenantTables.in("public"));
	}

}
