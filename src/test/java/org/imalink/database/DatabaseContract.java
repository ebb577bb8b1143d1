package org.imalink.database;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What tests on a real database start with, on each engine: an empty database with the newest schema. */
@ParameterizedClass
@EnumSource(Engine.class)
public abstract class DatabaseContract {
    @Parameter
    protected Engine engine;

    protected TestDatabase test;
    protected Database database;

    @BeforeEach
    void openDatabase() {
        test = TestDatabase.migrated(engine);
        database = test.database();
    }

    @AfterEach
    void closeDatabase() throws IOException {
        test.close();
    }
}
