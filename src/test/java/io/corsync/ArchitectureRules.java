package io.corsync;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The architecture as rules over a base package: the program's, or the fixtures' that
 * break them.
 *
 * @param base the base package
 */
record ArchitectureRules(String base) {

	/** Which rooms a room may use: the table of the design, as decided. */
	private static final Map<String, Set<String>> ROOMS = Map.ofEntries(Map.entry("salesforce", Set.of()),
			Map.entry("cor", Set.of()), Map.entry("ledger", Set.of()), Map.entry("sandbox", Set.of()),
			Map.entry("prove", Set.of("sandbox")), Map.entry("mapping", Set.of("salesforce", "cor")),
			Map.entry("sync", Set.of("salesforce", "cor", "mapping", "ledger")),
			Map.entry("report", Set.of("sync", "ledger", "salesforce")),
			Map.entry("cli", Set.of("report", "sync", "ledger", "salesforce")),
			Map.entry("status", Set.of("cli", "report", "sync", "ledger", "salesforce")));

	private static final Set<String> SHOWING = Set.of("report", "cli", "status");

	private static final String MAIN = "CorSync";

	private String room(JavaClass type) {
		String name = type.getPackageName();
		if (!name.startsWith(this.base + ".")) {
			return "";
		}
		return name.substring(this.base.length() + 1).split("\\.")[0];
	}

	private boolean ours(JavaClass type) {
		return type.getPackageName().equals(this.base) || !room(type).isEmpty();
	}

	private String in(String room) {
		return this.base + "." + room + "..";
	}

	/** Rooms use those rooms only that the table names. */
	ArchRule rooms() {
		return classes().should(new ArchCondition<>("use the rooms only that the table of rooms names") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				String room = room(type);
				if (room.isEmpty()) {
					return;
				}
				Set<String> allowed = ROOMS.get(room);
				if (allowed == null) {
					events.add(SimpleConditionEvent.violated(type,
							"%s is in no room of the table".formatted(type.getName())));
					return;
				}
				for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
					JavaClass target = dependency.getTargetClass().getBaseComponentType();
					if (ours(target) && !room(target).equals(room) && !allowed.contains(room(target))) {
						events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
					}
				}
			}

		});
	}

	/** What shows sees values of the ledger and of Salesforce, not their services. */
	ArchRule values() {
		DescribedPredicate<JavaClass> services = resideInAnyPackage(in("ledger"), in("salesforce"))
			.and(DescribedPredicate.describe("are no values", (type) -> !type.isRecord() && !type.isEnum()));
		return noClasses().that(resideInAnyPackage(SHOWING.stream().map(this::in).toArray(String[]::new)))
			.should()
			.dependOnClassesThat(services);
	}

	/** Only the main class and the proof start the sandbox. */
	ArchRule sandbox() {
		return noClasses().that()
			.resideOutsideOfPackages(in("sandbox"), in("prove"))
			.and()
			.doNotHaveFullyQualifiedName(this.base + "." + MAIN)
			.should()
			.dependOnClassesThat(resideInAPackage(in("sandbox")));
	}

	/** Salesforce's SOAP types stop at their room. */
	ArchRule soap() {
		return only("salesforce", "com.sforce..");
	}

	/**
	 * HTTP stays with the two services, with reports to people, and with the proof, which
	 * works in the sandbox.
	 */
	ArchRule http() {
		return noClasses().that(resideInAPackage(this.base + ".."))
			.and()
			.resideOutsideOfPackages(in("cor"), in("salesforce"), in("report"), in("prove"))
			.should()
			.dependOnClassesThat(resideInAnyPackage("org.apache.hc..", "java.net.http..")
				.or(DescribedPredicate.describe("are Spring's HTTP clients",
						(type) -> type.getName().startsWith("org.springframework.web.client."))));
	}

	/** Only the sandbox serves with the JDK's server. */
	ArchRule server() {
		return only("sandbox", "com.sun.net.httpserver..");
	}

	/** SQL stays with the ledger; the proof makes and drops scratch databases. */
	ArchRule sql() {
		return noClasses().that(resideInAPackage(this.base + ".."))
			.and()
			.resideOutsideOfPackages(in("ledger"), in("prove"))
			.should()
			.dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc.."));
	}

	/** The proof is started by the main class alone. */
	ArchRule proof() {
		return noClasses().that()
			.resideOutsideOfPackage(in("prove"))
			.and()
			.doNotHaveFullyQualifiedName(this.base + "." + MAIN)
			.should()
			.dependOnClassesThat(resideInAPackage(in("prove")));
	}

	private ArchRule only(String room, String... packages) {
		return noClasses().that(resideInAPackage(this.base + ".."))
			.and()
			.resideOutsideOfPackage(in(room))
			.should()
			.dependOnClassesThat(resideInAnyPackage(packages));
	}

	/** No circles of packages. */
	ArchRule circles() {
		return SlicesRuleDefinition.slices().matching(this.base + ".(*)..").should().beFreeOfCycles();
	}

	/** The JVM keeps nothing between two runs. */
	ArchRule state() {
		return fields().that().areStatic().should(new ArchCondition<>("be final and of a type without state") {

			@Override
			public void check(JavaField field, ConditionEvents events) {
				boolean synthetic = field.getModifiers().contains(JavaModifier.SYNTHETIC);
				boolean atomic = field.getRawType().getPackageName().equals("java.util.concurrent.atomic");
				if (!synthetic && (atomic || !field.getModifiers().contains(JavaModifier.FINAL))) {
					events.add(SimpleConditionEvent.violated(field, "%s keeps state".formatted(field.getFullName())));
				}
			}

		});
	}

	/** Time passes through a seam. */
	ArchRule time() {
		return noClasses().that()
			.doNotHaveSimpleName("Sleeper")
			.should()
			.callMethod(Thread.class, "sleep", long.class)
			.orShould()
			.callMethod(Thread.class, "sleep", long.class, int.class)
			.orShould()
			.callMethod(TimeUnit.class, "sleep", long.class);
	}

	/** Names say what a class is for. */
	ArchRule names() {
		return noClasses().should()
			.haveSimpleNameEndingWith("Manager")
			.orShould()
			.haveNameMatching(".*[a-z](Helper|Utils?|Impl|Data|Info)");
	}

	/** No null without a word. */
	ArchRule nulls() {
		return classes().should(new ArchCondition<>("be in packages that are @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
					events.add(SimpleConditionEvent.violated(type,
							"%s is in a package that is not @NullMarked".formatted(type.getName())));
				}
			}

		});
	}

}
