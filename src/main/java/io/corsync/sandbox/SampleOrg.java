package io.corsync.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

/**
 * Writes the data of a Colombian, Argentine and Spanish group of agencies, always the
 * same for the same values.
 *
 * @param opportunities how many Opportunities
 * @param seed where the differences come from
 * @param textSize characters of every description, 0 for all sizes and none
 * @param anchor the day until which the org has been worked in
 */
record SampleOrg(int opportunities, long seed, int textSize, Instant anchor) {

	/** The org as it stood one Monday morning, whenever the sandbox runs. */
	private static final Instant ANCHOR = Instant.parse("2026-11-02T13:00:00Z");

	private static final int USERS = 12;

	private static final int LONGEST_TEXT = 32_000;

	private static final long THREE_YEARS = 3L * 365 * 86_400;

	/** Data loads, each of which left one stamp on many rows. */
	private static final int LOADS = 5;

	private static final List<String> SERVICES = List.of("Branding", "Performance", "Branding;Performance",
			"Social & Content", "Social & Content;Producción", "Producción;Estrategia", "Estrategia");

	private static final List<String> AMOUNTS = List.of("0", "0.01", "0.10", "1", "9999999.99", "10000000",
			"12345678.9", "100000000.5", "123456789012345", "9999999999999.99", "-1500.00");

	static SampleOrg of(int opportunities, long seed) {
		return new SampleOrg(opportunities, seed, 0, ANCHOR);
	}

	SampleOrg withTextSize(int characters) {
		if (characters > LONGEST_TEXT) {
			throw new IllegalArgumentException("A description holds " + LONGEST_TEXT + " characters");
		}
		return new SampleOrg(this.opportunities, this.seed, characters, this.anchor);
	}

	int accounts() {
		return Math.max(1, this.opportunities / 15);
	}

	int contracts() {
		return Math.max(1, this.opportunities / 20);
	}

	int brands() {
		return Math.max(1, this.opportunities / 12);
	}

	int products() {
		return Math.max(1, this.opportunities / 10);
	}

	/**
	 * Fills an empty org.
	 */
	void fill(SalesforceWorld world) {
		new Filling(world).fill();
	}

	/**
	 * One filling of one org.
	 */
	private final class Filling {

		private final SalesforceWorld world;

		private final List<String> users = new ArrayList<>();

		private final List<String> accounts = new ArrayList<>();

		private final List<String> contracts = new ArrayList<>();

		private final List<String> recordTypes = new ArrayList<>();

		private final List<String> brands = new ArrayList<>();

		/** By Account. */
		private final Map<Object, List<Integer>> brandsOf = new HashMap<>();

		/** By brand. */
		private final Map<Object, List<String>> productsOf = new HashMap<>();

		/** Keeps one object for each day instead of one for each row. */
		private final Map<Long, LocalDate> days = new HashMap<>();

		/** Parallel to the contracts. */
		private final List<Object> contractAccounts = new ArrayList<>();

		Filling(SalesforceWorld world) {
			this.world = world;
		}

		void fill() {
			organization();
			for (int i = 0; i < USERS; i++) {
				user(i);
			}
			for (int i = 0; i < OrgCatalog.RECORD_TYPES.size(); i++) {
				recordType(i);
			}
			for (int i = 0; i < accounts(); i++) {
				account(i);
			}
			for (int i = 0; i < contracts(); i++) {
				contract(i);
			}
			for (int i = 0; i < brands(); i++) {
				brand(i);
			}
			for (int i = 0; i < products(); i++) {
				product(i);
			}
			for (int i = 0; i < SampleOrg.this.opportunities; i++) {
				opportunity(i);
			}
		}

		private void organization() {
			Draft draft = new Draft("Organization", 1);
			draft.set("Name", "Agencia Andina & Asociados")
				.set("Division", "Grupo")
				.set("Country", "CO")
				.set("DefaultLocaleSidKey", "es_CO")
				.set("LanguageLocaleKey", "es")
				.set("TimeZoneSidKey", this.world.zone().getId())
				.set("OrganizationType", "Enterprise Edition")
				.set("IsSandbox", this.world.settings().sandbox())
				.set("InstanceName", "USA9S")
				.add();
		}

		private void user(int number) {
			Draft draft = new Draft("User", number + 1);
			String first = SampleText.pick(draft.random, List.of("Sofía", "Andrés", "Íñigo", "María José", "Joaquín"));
			String last = SampleText.pick(draft.random, List.of("Muñoz", "Pérez", "Etchegaray", "Güell", "Núñez"));
			String name = (number == 0) ? this.world.credentials().username() : "user" + number + "@agencia.example";
			this.users.add(draft.id);
			draft.set("Username", name)
				.set("FirstName", (number == 0) ? "Integración" : first)
				.set("LastName", (number == 0) ? "COR" : last)
				.set("Name", (number == 0) ? "Integración COR" : first + " " + last)
				.set("Email", name)
				.set("IsActive", true)
				.set("TimeZoneSidKey", this.world.zone().getId())
				.set("ManagerId", (number > 1) ? this.users.get(1) : null)
				.add();
		}

		private void recordType(int number) {
			Draft draft = new Draft("RecordType", number + 1);
			this.recordTypes.add(draft.id);
			String name = OrgCatalog.RECORD_TYPES.get(number);
			draft.set("Name", name)
				.set("DeveloperName", name)
				.set("SobjectType", "Opportunity")
				.set("IsActive", true)
				.add();
		}

		private void account(int number) {
			Draft draft = new Draft("Account", number + 1);
			SplittableRandom random = draft.random;
			draft.set("Name", SampleText.client(random, number))
				.set("Type", draft.chance(20) ? null : "Customer")
				.set("ParentId",
						(draft.chance(10) && !this.accounts.isEmpty()) ? SampleText.pick(random, this.accounts) : null)
				.set("BillingStreet", "Calle " + (1 + random.nextInt(190)) + " # 7-" + random.nextInt(99))
				.set("BillingCity", SampleText.pick(random, OrgCatalog.REGIONS))
				.set("Phone", draft.chance(30) ? null : "+57 (601) " + (1_000_000 + random.nextInt(8_999_999)))
				.set("Website", draft.chance(30) ? null : "https://www.cliente" + number + ".example/?a=1&b=2")
				.set("Industry", draft.chance(50) ? null : "Media")
				.set("NumberOfEmployees", draft.chance(50) ? null : new BigDecimal(random.nextInt(50_000)))
				.set("Description", draft.longText())
				.set("Tax_Id__c", draft.chance(40) ? null : "NIT 900." + random.nextInt(100, 999) + ".123-4")
				.owned()
				.add();
			this.accounts.add(draft.id);
		}

		private void contract(int number) {
			Draft draft = new Draft("Contract", number + 1);
			SplittableRandom random = draft.random;
			LocalDate start = LocalDate.ofInstant(draft.created, ZoneOffset.UTC).plusDays(random.nextInt(60));
			String account = SampleText.pick(random, this.accounts);
			String status = SampleText.pick(random, OrgCatalog.CONTRACT_STATUS);
			boolean open = draft.chance(15);
			draft.set("AccountId", account)
				.set("Name", draft.chance(30) ? null : "Contrato marco " + (number + 1) + " «" + start.getYear() + "»")
				.set("ContractNumber", String.format("%08d", number + 100))
				.set("StartDate", open ? null : start)
				.set("ContractTerm", open ? null : new BigDecimal(12))
				.set("EndDate", open ? null : start.plusMonths(12).minusDays(1))
				.set("Status", status)
				.set("StatusCode", status)
				.set("Description", draft.longText())
				.owned()
				.add();
			this.contracts.add(draft.id);
			this.contractAccounts.add(account);
		}

		private void brand(int number) {
			Draft draft = new Draft("Brand__c", number + 1);
			String account = SampleText.pick(draft.random, this.accounts);
			draft.set("Account__c", account)
				.set("Name", SampleText.brand(draft.random, number))
				.set("Category__c", draft.chance(30) ? null : "Alimentos")
				.set("CurrencyIsoCode", "COP")
				.add();
			this.brandsOf.computeIfAbsent(account, (any) -> new ArrayList<>()).add(number);
			this.brands.add(draft.id);
		}

		private void product(int number) {
			Draft draft = new Draft("Product__c", number + 1);
			String brand = SampleText.pick(draft.random, this.brands);
			draft.set("Brand__c", brand)
				.set("Name", SampleText.product(draft.random, number))
				.set("Description__c", draft.chance(40) ? null : new SampleText(draft.random.nextLong(), 80))
				.set("CurrencyIsoCode", "COP")
				.add();
			this.productsOf.computeIfAbsent(brand, (any) -> new ArrayList<>()).add(draft.id);
		}

		private void opportunity(int number) {
			Draft draft = new Draft("Opportunity", number + 1);
			SplittableRandom random = draft.random;
			int contract = draft.chance(40) ? random.nextInt(this.contracts.size()) : -1;
			Object account = SampleText.pick(random, this.accounts);
			if (contract >= 0 && !draft.chance(10)) {
				account = this.contractAccounts.get(contract);
			}
			int fate = random.nextInt(100);
			String stage = (fate < 60) ? "Closed Won"
					: (fate < 75) ? "Closed Lost" : OrgCatalog.STAGES.get(random.nextInt(4));
			LocalDate close = this.days.computeIfAbsent(
					LocalDate.ofInstant(draft.created, ZoneOffset.UTC).toEpochDay() + random.nextInt(400),
					LocalDate::ofEpochDay);
			draft.set("Name", new SampleText.Work(random.nextLong(), number + 1))
				.set("AccountId", draft.chance(3) ? null : account)
				.set("ContractId", (contract >= 0) ? this.contracts.get(contract) : null)
				.set("Description", draft.longText())
				.set("StageName", stage)
				.set("Amount", amount(draft))
				.set("Probability", new BigDecimal(stage.equals("Closed Won") ? 100 : random.nextInt(0, 90)))
				.set("CloseDate", close)
				.set("Type", draft.chance(30) ? null : "New Business")
				.set("IsDeleted", draft.chance(2))
				.set("Region__c", draft.chance(15) ? null : SampleText.pick(random, OrgCatalog.REGIONS))
				.set("Services__c", services(draft))
				.set("Budget_Hours__c", draft.chance(20) ? null : BigDecimal.valueOf(random.nextInt(40_000), 1))
				.set("Project_Manager__c", draft.chance(25) ? null : SampleText.pick(random, this.users))
				.set("Rich_Brief__c", draft.chance(70) ? null : "<p>Brief <b>" + number + "</b> &amp; más…</p>")
				.owned();
			OrgCatalog.followsFrom(stage).forEach(draft::set);
			agency(draft, account, close, number);
			draft.add();
		}

		/**
		 * What an agency adds; behind everything else, so that the rest stays what it was
		 * before there was this.
		 */
		private void agency(Draft draft, Object account, LocalDate close, int number) {
			SplittableRandom random = draft.random;
			int fate = random.nextInt(100);
			String type = this.recordTypes.get((fate < 25) ? 0 : (fate < 92) ? 1 : 2);
			List<Integer> own = this.brandsOf.getOrDefault(account, List.of());
			// Now and then a brand of somebody else's.
			String brand = draft.chance(4) ? SampleText.pick(random, this.brands)
					: own.isEmpty() ? null : this.brands.get(SampleText.pick(random, own));
			List<String> products = (brand != null) ? this.productsOf.getOrDefault(brand, List.of()) : List.of();
			draft.set("RecordTypeId", draft.chance(3) ? null : type)
				.set("Brand__c", brand)
				.set("Product__c", products.isEmpty() ? null : SampleText.pick(random, products))
				.set("Income_Type__c", draft.chance(20) ? null : SampleText.pick(random, OrgCatalog.INCOME_TYPES))
				.set("End_Date__c", draft.chance(40) ? null : close.plusDays(30 + random.nextInt(300)))
				.set("Evaluation__c", draft.chance(60) ? null : evaluation(close, random))
				.set("Deliverables__c", draft.chance(50) ? null : new SampleText(random.nextLong(), 120))
				.set("Work_Order__c", draft.chance(50) ? null : "OT-%06d".formatted(number + 1))
				.set("Fee__c", null)
				.set("Archived__c", draft.chance(2));
		}

		private static Instant evaluation(LocalDate close, SplittableRandom random) {
			return close.plusDays(random.nextInt(90))
				.atStartOfDay(ZoneOffset.UTC)
				.toInstant()
				.plusSeconds(random.nextInt(86_400));
		}

		private @Nullable BigDecimal amount(Draft draft) {
			if (draft.chance(8)) {
				return null;
			}
			if (draft.chance(15)) {
				return new BigDecimal(SampleText.pick(draft.random, AMOUNTS));
			}
			double magnitude = Math.pow(10, 3 + 6 * draft.random.nextDouble());
			BigDecimal amount = BigDecimal.valueOf(magnitude).setScale(2, RoundingMode.HALF_UP);
			return draft.chance(50) ? amount : amount.setScale(0, RoundingMode.HALF_UP);
		}

		private @Nullable String services(Draft draft) {
			return draft.chance(20) ? null : SampleText.pick(draft.random, SERVICES);
		}

		/**
		 * A row in the making.
		 */
		private final class Draft {

			private final OrgTable table;

			private final OrgRow row;

			private final String id;

			private final SplittableRandom random;

			private final Instant created;

			Draft(String object, int number) {
				this.table = Filling.this.world.table(object);
				this.row = new OrgRow(this.table.object(), this.table.blank());
				this.id = OrgId.of(this.table.object().keyPrefix(), 40_000L + number);
				this.random = new SplittableRandom(SampleOrg.this.seed * 31 + object.hashCode() * 1_000_003L + number);
				this.created = SampleOrg.this.anchor.minusSeconds(this.random.nextLong(86_400, THREE_YEARS));
				set("Id", this.id);
				Instant changed = changed();
				set("CreatedDate", this.created).set("LastModifiedDate", changed).set("SystemModstamp", changed);
				if (this.table.object().find("IsDeleted") != null) {
					set("IsDeleted", false);
				}
				if (this.table.object().find("CreatedById") != null) {
					String user = OrgId.of("005", 40_001L);
					set("CreatedById", user).set("LastModifiedById", user);
				}
			}

			/**
			 * A third of the rows was last touched by one of a few data loads.
			 */
			private Instant changed() {
				if (chance(33)) {
					Instant load = SampleOrg.this.anchor.minusSeconds(3600L * 24 * (1 + this.random.nextInt(LOADS)));
					if (load.isAfter(this.created)) {
						return load;
					}
				}
				long age = SampleOrg.this.anchor.getEpochSecond() - this.created.getEpochSecond();
				return this.created.plusSeconds(this.random.nextLong(age));
			}

			boolean chance(int percent) {
				return this.random.nextInt(100) < percent;
			}

			Draft set(String field, @Nullable Object value) {
				this.row.set(this.table.object().field(field), value);
				return this;
			}

			Draft owned() {
				return set("OwnerId", SampleText.pick(this.random, Filling.this.users)).set("CurrencyIsoCode",
						SampleText.pick(this.random, List.of("COP", "ARS", "EUR")));
			}

			@Nullable SampleText longText() {
				long text = this.random.nextLong();
				if (SampleOrg.this.textSize > 0) {
					return new SampleText(text, SampleOrg.this.textSize);
				}
				int size = this.random.nextInt(100);
				if (size < 20) {
					return null;
				}
				return new SampleText(text, (size < 98) ? 10 + this.random.nextInt(600) : LONGEST_TEXT);
			}

			void add() {
				this.table.add(this.row);
			}

		}

	}

}
