package io.stratum.isolation;

import java.util.List;
import java.util.concurrent.Callable;

import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantContext;
import io.stratum.tenant.TenantNotBoundException;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Libraries that know nothing of tenants, on the tenant-bound data source.
 */
class TenantRoadsIntegrationTests {

	private static IsolationFixture fixture;

	private static JdbcTemplate template;

	private static JdbcClient client;

	private static TransactionTemplate transaction;

	@BeforeAll
	static void start() {
		fixture = new IsolationFixture();
		template = new JdbcTemplate(fixture.dataSource);
		template.setExceptionTranslator(new TenantSqlExceptionTranslator());
		client = JdbcClient.create(template);
		transaction = new TransactionTemplate(fixture.transactions);
	}

	@AfterAll
	static void stop() {
		fixture.close();
	}

	@BeforeEach
	void rows() {
		fixture.givenOneOrderEach();
	}

	@Test
	void jdbcClientSeesOwnRowsInAndOutOfATransaction() {
		as(fixture.acme, () -> {
			assertThat(items()).containsExactly("acme");
			return transaction.execute((status) -> {
				assertThat(items()).containsExactly("acme");
				return assertThat(items()).containsExactly("acme");
			});
		});
	}

	@Test
	void jdbcClientWritesOwnRowsOnly() {
		as(fixture.acme, () -> {
			GeneratedKeyHolder keys = new GeneratedKeyHolder();
			client.sql("insert into orders (item) values (?)").param("new").update(keys, "number");
			assertThat(keys.getKey()).isNotNull();
			client.sql("insert into orders (item) values (:item)").param("item", null).update(keys);
			return true;
		}, DataIntegrityViolationException.class);
		as(fixture.acme,
				() -> client.sql("insert into orders (tenant_id, item) values (?, 'x')")
					.param(fixture.globex.id().value())
					.update(),
				TenantIsolationException.class);
		assertThat(fixture.ordersOf(fixture.acme)).isEqualTo(2);
		assertThat(fixture.ordersOf(fixture.globex)).isOne();
	}

	@Test
	void jdbcTemplateSeesOwnRows() {
		as(fixture.globex, () -> {
			assertThat(template.queryForList("select item from orders", String.class)).containsExactly("globex");
			assertThat(template.queryForList("select item from orders where quantity = ?", String.class, 1))
				.containsExactly("globex");
			assertThat(template.batchUpdate("update orders set quantity = ?", List.<Object[]>of(new Object[] { 3 })))
				.hasSize(1);
			try (var stream = template.queryForStream("select item from orders", (row, index) -> row.getString(1))) {
				assertThat(stream).containsExactly("globex");
			}
			return true;
		});
	}

	@Test
	void jooqSeesOwnRows() {
		var jooq = DSL.using(fixture.dataSource, SQLDialect.POSTGRES);
		var orders = DSL.table("orders");
		var item = DSL.field("item", String.class);
		as(fixture.acme, () -> {
			assertThat(jooq.select(item).from(orders).fetch(item)).containsExactly("acme");
			assertThat(jooq.update(orders).set(item, "renamed").execute()).isOne();
			jooq.transaction((configuration) -> {
				var inside = configuration.dsl();
				assertThat(inside.insertInto(orders, item).values("two").execute()).isOne();
				assertThat(inside.select(item).from(orders).fetch(item)).containsExactlyInAnyOrder("renamed", "two");
				inside.transaction((nested) -> assertThat(nested.dsl().fetchCount(orders)).isEqualTo(2));
			});
			assertThat(jooq.batch(jooq.deleteFrom(orders).where(item.eq("two"))).execute()).containsExactly(1);
			return true;
		});
		as(fixture.globex, () -> assertThat(jooq.select(item).from(orders).fetch(item)).containsExactly("globex"));
	}

	@Test
	void myBatisSeesOwnRows() {
		Configuration configuration = new Configuration(
				new Environment("test", new JdbcTransactionFactory(), fixture.dataSource));
		configuration.addMapper(OrderMapper.class);
		SqlSessionFactory sessions = new SqlSessionFactoryBuilder().build(configuration);
		as(fixture.acme, () -> {
			try (SqlSession session = sessions.openSession()) {
				OrderMapper orders = session.getMapper(OrderMapper.class);
				assertThat(orders.items(1)).containsExactly("acme");
				orders.add("mapped");
				session.commit();
				assertThat(orders.items(1)).containsExactlyInAnyOrder("acme", "mapped");
			}
			return true;
		});
		as(fixture.globex, () -> {
			try (SqlSession session = sessions.openSession(true)) {
				assertThat(session.getMapper(OrderMapper.class).items(1)).containsExactly("globex");
			}
			return true;
		});
	}

	@Test
	void newTransactionAsAnotherTenantKeepsEachItsOwn() {
		TransactionTemplate requiresNew = new TransactionTemplate(fixture.transactions);
		requiresNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		as(fixture.acme, () -> transaction.execute((outer) -> {
			assertThat(items()).containsExactly("acme");
			fixture.context.runAs(fixture.globex, () -> {
				assertThat(items()).containsExactly("globex");
				requiresNew.executeWithoutResult((inner) -> assertThat(items()).containsExactly("globex"));
			});
			requiresNew.executeWithoutResult((inner) -> assertThat(items()).containsExactly("acme"));
			return assertThat(items()).containsExactly("acme");
		}));
	}

	@Test
	void nestedTransactionThatFailsKeepsTheOuterBound() {
		TransactionTemplate nested = new TransactionTemplate(fixture.transactions);
		nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
		as(fixture.acme, () -> transaction.execute((outer) -> {
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> nested.execute((inner) -> client.sql("select 1 / 0").query(Integer.class).single()));
			return assertThat(items()).containsExactly("acme");
		}));
	}

	@Test
	void withoutTenantEveryLibraryIsRefused() {
		assertThatExceptionOfType(TenantNotBoundException.class).isThrownBy(TenantRoadsIntegrationTests::items);
		assertThatExceptionOfType(CannotCreateTransactionException.class)
			.isThrownBy(() -> transaction.execute((status) -> 1))
			.withCauseInstanceOf(TenantNotBoundException.class);
		assertThatExceptionOfType(TenantNotBoundException.class)
			.isThrownBy(() -> DSL.using(fixture.dataSource, SQLDialect.POSTGRES).fetch("select 1"));
	}

	private static List<String> items() {
		return client.sql("select item from orders").query(String.class).list();
	}

	private static void as(Tenant tenant, Callable<?> work, Class<? extends Exception> expected) {
		assertThatExceptionOfType(expected).isThrownBy(() -> fixture.context.callAs(tenant, work));
	}

	private static void as(Tenant tenant, Callable<?> work) {
		try (TenantContext.Scope scope = fixture.context.bind(tenant)) {
			work.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	interface OrderMapper {

		@Select("select item from orders where quantity = #{quantity}")
		List<String> items(int quantity);

		@Insert("insert into orders (item) values (#{item})")
		void add(String item);

	}

}
